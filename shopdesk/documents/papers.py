"""The papers that slips and pick lists are printed on. All lengths are millimetres."""

from dataclasses import dataclass

from shopdesk.domain.errors import UserError

# The grid on which paper is laid out: six times a label printer's 203 dots, fine enough for even letter spacing.
DOTS_PER_INCH = 6 * 203


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper, upright. `name` is what the command line and the settings call it.

    `margin` is kept free on all four sides; `footer` is the height of the page line inside the lower margin's
    edge; `base_pt` is the size of ordinary text in points.
    """

    name: str
    width: float
    height: float
    margin: float
    footer: float
    base_pt: float

    @property
    def is_label(self) -> bool:
        """Whether it comes from a label printer: narrow, black only, 203 dots an inch."""
        return self.name not in ("a4", "a5")


# A label printer cannot print within about 3 mm of the edge, an office printer within about 6 mm.
PAPERS: dict[str, Paper] = {
    paper.name: paper
    for paper in (
        Paper("a4", 210, 297, margin=16, footer=7, base_pt=10),
        Paper("a5", 148, 210, margin=10, footer=6, base_pt=9),
        Paper("100x150", 100, 150, margin=4, footer=5, base_pt=8.5),
        Paper("100x180", 100, 180, margin=4, footer=5, base_pt=8.5),
    )
}
DEFAULT_PAPER = "a4"


def paper_named(name: str) -> Paper:
    """The paper called `name`; `UserError` `slips.paper` when there is none."""
    try:
        return PAPERS[name]
    except KeyError:
        raise UserError("slips.paper", paper=name, papers=", ".join(PAPERS)) from None
