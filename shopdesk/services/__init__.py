"""Use cases: one public function per thing a person does. Each owns its transaction and returns an Outcome."""
