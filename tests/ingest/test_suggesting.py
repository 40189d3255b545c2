"""A mapping proposed for a table that nobody described: it loads as it is, and says why."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_aloud import read
from shared_data import shared
from test_mapping_examples import EXAMPLES

from tripoint_ingest.formats import detect
from tripoint_ingest.mapping import MappedReader, load_mapping
from tripoint_ingest.readers.rows import Hints
from tripoint_ingest.suggesting import NothingRecognised, Proposal, propose, sample, written
from tripoint_ingest.suggesting.dictionary import LANGUAGES, Certainty, looks_of, meanings_of
from tripoint_ingest.suggesting.evidence import _TESTS, decimal_mark, evidence_of, is_container
from tripoint_ingest.suggesting.families import FAMILIES, family
from tripoint_ingest.suggesting.sampling import Sample

GUESTS = "Nama Tamu;No. Paspor;Kewarganegaraan;Tgl. Lahir;Tanggal\nBudi;P1000001A;ID;1.2.1980;{}\n"
TABLES = {
    "es": "No. Conocimiento,Exportador,Consignatario,Puerto de Carga,Descripción de la Mercancía\n",
    "pt": "Número do Conhecimento,Exportador,Importador,Porto de Carga,Descrição da Mercadoria\n",
    "fr": "N° Connaissement,Expéditeur,Destinataire,Port de chargement,Désignation\n",
    "id": "No. Konosemen,Nama Pengirim,Nama Penerima,Pelabuhan Muat,Uraian Barang\n",
    "vi": "Số vận đơn,Người gửi hàng,Người nhận hàng,Cảng xếp hàng,Mô tả hàng hóa\n",
    "tr": "Konşimento No,Gönderici,Alıcı,Yükleme Limanı,Eşya Tanımı\n",
    "ru": "Номер коносамента,Грузоотправитель,Грузополучатель,Порт погрузки,Описание товара\n",
    "zh": "提单号,发货人,收货人,装货港,货物描述\n",
    "ar": "رقم بوليصة الشحن,المرسل,المرسل إليه,ميناء الشحن,وصف البضاعة\n",
}


def proposed(path: Path, name: str = "") -> Proposal:
    return propose(sample(path, Hints()), name)


def loaded(proposal: Proposal, folder: Path) -> MappedReader:
    path = folder / "proposed.yaml"
    path.write_text(written(proposal, "table"), "utf-8")
    return load_mapping(path)


@pytest.mark.parametrize("language", sorted(TABLES))
def test_headers_of_many_languages_are_known_and_the_proposal_loads_as_it_is(
    language: str, tmp_path: Path
) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(TABLES[language] + "EXPL0000001,Example A,Example B,Port,Tiles\n", "utf-8")
    proposal = proposed(path)
    assert set(proposal.used) == {"bill", "consignor", "consignee", "load_port", "goods"}
    (record,), issues = read(loaded(proposal, tmp_path), path)
    assert issues == []
    types = {claim.type for claim in record.claims}
    assert types == {"CONSIGNOR_OF", "CONSIGNEE_OF", "CONTAINS", "LOADED_AT"}


@pytest.mark.parametrize("name", [n for n, p in EXAMPLES.items() if n.startswith(("sea", "seiz"))])
def test_a_proposal_for_an_example_makes_a_record_of_every_row(name: str, tmp_path: Path) -> None:
    path = EXAMPLES[name]
    records, issues = read(loaded(proposed(path), tmp_path), path)
    assert len(records) == len(read(detect(path), path)[0])
    assert [each for each in issues if each.lost] == []


def test_real_customs_rows_are_proposed_for_and_load(tmp_path: Path) -> None:
    for path in sorted(shared("trade/port_real_690721").glob("*.csv"))[::9]:
        proposal = proposed(path)
        assert proposal.family.name == "trade"
        assert {"hs"} <= set(proposal.used), path.name
        assert {"consignor", "consignee", "broker"} & set(proposal.used), path.name
        records, issues = read(loaded(proposal, tmp_path), path)
        lost = sum(each.lost for each in issues)
        assert lost <= 0.01 * len(records), path.name


def test_every_column_is_told_of_with_a_reason_and_no_cell_is_quoted(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("B/L No,Shipper,Foo,% of value\nEXPL0000001,Secretive Ltd,Hidden,3\n")
    text = written(proposed(path), "rows.csv")
    assert 'bill: [B/L No]  # sure: the header is "bl no" (English)' in text
    assert '#   "Foo": nothing tells what it means (1 values, 1 different)' in text
    assert '"% of value": nothing tells' in text
    assert "Secretive" not in text
    assert "Hidden" not in text


def test_values_speak_against_a_header_and_for_a_column_without_one(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("B/L No,Container,x17,y\nEXPL0000001,2,CSQU3054383,9074729\n")
    proposal = proposed(path)
    assert proposal.used["containers"] == ("x17",)
    assert proposal.used["vessel_imo"] == ("y",)
    note = next(each.note for each in proposal.columns if each.header == "Container")
    assert "look like number" in note


def test_a_header_below_a_title_is_found(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("Daftar Tamu;;;;\n;;;;\n" + GUESTS.format("13.1.2026"), "utf-8")
    proposal = proposed(path)
    assert (proposal.family.name, proposal.sample.hints.header_row) == ("passengers", 3)
    (record,), _ = read(loaded(proposal, tmp_path), path)
    assert record.observed_at == "2026-01-13"


def test_day_and_month_that_might_be_swapped_are_to_be_checked(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(GUESTS.format("3/4/2026"), "utf-8")
    assert "CHECK" in written(proposed(path), "rows.csv")
    path.write_text(GUESTS.format("3/14/2026"), "utf-8")
    assert "%m/%d/%Y" in proposed(path).dates


def test_a_table_that_says_nothing_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(NothingRecognised, match="trade, passengers, weapons, seizures"):
        proposed(path)
    with pytest.raises(NothingRecognised, match="person_name"):
        proposed(path, "passengers")


@pytest.mark.parametrize("name", FAMILIES)
def test_a_family_uses_words_that_the_dictionary_has_and_makes_a_mapping_that_holds(
    name: str, tmp_path: Path
) -> None:
    whole = family(name)
    told = whole.meanings() | set(whole.telling)
    assert told <= looks_of().keys()
    cells = {meaning: ["x1"] for meaning in sorted(whole.meanings())}
    proposal = propose(Sample(cells, 1, Hints()), name)
    assert loaded(proposal, tmp_path).mapping.required


def test_the_dictionary_names_languages_and_looks_that_there_are() -> None:
    root = Path(__file__).parents[2] / "ingest" / "tripoint_ingest" / "suggesting"
    words = yaml.safe_load((root / "words.yaml").read_text("utf-8"))
    assert {key for entry in words.values() for key in entry} <= {*LANGUAGES, "looks"}
    assert {look for looks in looks_of().values() for look in looks} <= {*_TESTS, "date", "text"}
    for meaning, entry in words.items():
        for language in LANGUAGES.keys() & entry.keys():
            for word in entry[language]:
                (found,) = meanings_of(word)
                assert (found.name, found.certainty) == (meaning, Certainty.SURE), word


def test_a_check_digit_is_counted_as_the_standard_says() -> None:
    assert is_container("CSQU 305438-3")
    assert not any(is_container(f"CSQU305438{digit}") for digit in "012456789")


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (["1.234,50"], ","),
        (["1,234.50"], "."),
        (["12,5", "7,25"], ","),
        (["1.234"], "."),
        ([], "."),
    ],
)
def test_the_mark_before_decimals_is_seen(cells: list[str], mark: str) -> None:
    assert decimal_mark([cells]) == mark


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(st.text(max_size=12), st.lists(st.text(max_size=12), min_size=3, max_size=3))
)
def test_whatever_is_beside_a_bill_number_a_proposal_can_be_loaded(
    tmp_path_factory: pytest.TempPathFactory, columns: dict[str, list[str]]
) -> None:
    table = Sample({"B/L No": ["E1", "E2", "E3"]} | columns, 3, Hints())
    assert loaded(propose(table), tmp_path_factory.mktemp("proposed")).mapping.required


@given(st.lists(st.text(max_size=30), max_size=20))
def test_evidence_is_a_share_of_the_values_that_there_are(cells: list[str]) -> None:
    evidence = evidence_of(cells)
    assert evidence.different <= evidence.filled <= len(cells)
    assert all(0 < share <= 1 for share in evidence.shares.values())


def test_a_declaration_of_indonesia_is_named_by_its_number_and_carried_on_its_ship(
    tmp_path: Path,
) -> None:
    table = tmp_path / "pib.csv"
    table.write_text(
        "No. Dokumen PIB;Tgl. PIB;Nama Importir;NPWP;Nama Kapal;Uraian Barang;Pos Tarif\n"
        "000123;05/03/2026;PT CONTOH MAKMUR;01.2;MV CONTOH;Pompa air;8413.70.11\n"
        "000124;26/03/2026;CV CONTOH JAYA;02.2;MV CONTOH;Pompa air;8413.70.11\n"
    )
    (first, second), issues = read(loaded(proposed(table), tmp_path), table)
    assert issues == []
    assert first.source_key.startswith("000123/")
    assert second.source_key.startswith("000124/")
    assert [c.target for c in first.claims if c.type == "CARRIED_ON"] == ["vessel"]
