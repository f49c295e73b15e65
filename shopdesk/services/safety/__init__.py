"""Nothing lost: backups, restoring, checking and repairing, rescuing what a damaged file still holds."""
