"""Large files made of the examples: one unit of an example again and again, under other numbers."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

EXAMPLES = Path(__file__).parents[1] / "docs" / "examples"


@dataclass(frozen=True, slots=True)
class Repeated:
    """One unit of an example.

    Attributes:
        format: the reader's name.
        example: the file's name.
        begin, end: what the unit begins and ends with.
        number: a text in it that stands for its own number; other texts stay as they are.
        between: what stands between two units.
        tail: what stands behind the last one, of how many there are; the example's own if None.
    """

    format: str
    example: str
    begin: str
    end: str
    number: str
    between: str = "\n"
    tail: Callable[[int], str] | None = None

    def write(self, folder: Path, units: int) -> Path:
        """A file of so many units, each of them one record."""
        whole = (EXAMPLES / self.example).read_text("utf-8")
        head, begin, rest = whole.partition(self.begin)
        inner, end, after = rest.partition(self.end)
        before, number, behind = f"{begin}{inner}{end}".partition(self.number)
        assert number, f"{self.example} holds no {self.number!r}"
        behind = behind.replace(self.number, "{number}")
        path = folder / Path(self.example).name
        with path.open("w", encoding="utf-8") as file:
            file.write(head)
            for count in range(units):
                own = f"{self.number}{count:07}"[-len(self.number) - 7 :]
                told = behind.replace("{number}", own)
                file.write(f"{self.between if count else ''}{before}{own}{told}")
            file.write(after if self.tail is None else self.tail(units))
        return path


XML = (
    Repeated("ofac-sdn-xml", "ofac-sdn-xml.xml", "<sdnEntry>", "</sdnEntry>", "900001"),
    Repeated(
        "eu-fsf-xml", "eu-fsf-xml.xml", "<sanctionEntity", "</sanctionEntity>", 'logicalId="90001'
    ),
    Repeated(
        "ofac-sdn-advanced",
        "ofac-sdn-advanced.xml",
        "<DistinctParty",
        "</DistinctParty>",
        'FixedRef="90000',
    ),
    Repeated(
        "wco-xml",
        "wco-xml-cargo-report.xml",
        "<n:Consignment>",
        "</n:Consignment>",
        "618-10000001",
        tail=lambda units: "</n:Declaration>",
    ),
)
JSON = (
    Repeated(
        "ftm-json-lines",
        "ftm-json-lines.ftm.json",
        '{"id": "ex-person-1"',
        "}\n",
        "ex-person-1",
        between="",
        tail=lambda units: "",
    ),
)
EDIFACT = (
    Repeated(
        "iftmcs",
        "iftmcs.edi",
        "UNH+1+",
        "UNT+23+1'\n",
        "CTL26030099",
        between="",
        tail=lambda units: f"UNZ+{units}+0000000512'\n",
    ),
)
