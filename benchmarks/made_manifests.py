"""Customs manifests that nobody sent, as large as a benchmark wants them."""

from pathlib import Path


def write_manifests(folder: Path, consignments: int, *, each: int = 500) -> None:
    """Customs manifests of so many consignments, a file for each ship."""
    for ship in range(-(-consignments // each)):
        body = [
            "UNH+1+CUSCAR:D:95B:UN",
            f"BGM+785+MAN{ship}+9",
            "DTM+137:202603020825:203",
            f"TDT+20+{ship}W+1++CTL:172:20:CONTOH LINE+++9074729:146::MV CONTOH {ship}:ID",
            "LOC+9+IDJKT",
            "LOC+11+MYPKG",
        ]
        for number in range(ship * each, min(consignments, (ship + 1) * each)):
            body += [
                f"CNI+{number}",
                f"RFF+BM:CTL{number:08}",
                f"NAD+CZ+++CONTOH EKSPOR {number % 900} PT+JL CONTOH {number % 900}+JAKARTA+++ID",
                f"NAD+CN+++CONTOH IMPOR {number % 1_300} SDN BHD+JALAN {number % 1_300}+KLANG+++MY",
                f"GID+1+{number % 90 + 1}:CT",
                "FTX+AAA+++CERAMIC TILES",
                "PIA+5+690721:HS",
                f"MEA+AAE+G+KGM:{number % 20_000}",
                f"SGP+CTLU{number % 1_000_000:06}0",
            ]
        whole = ["UNB+UNOC:3+LINE+MY+260302:0830+7", *body, f"UNT+{len(body) + 1}+1", "UNZ+1+7"]
        (folder / f"ship-{ship}.edi").write_text("".join(f"{s}'\n" for s in whole))
