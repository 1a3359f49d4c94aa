"""The add-in's VBA in pyOpenVBA's model of Excel: what LibreOffice's has not, colour rules and the terms of a lock."""

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from pyopenvba.apps.excel import ExcelApplication, Range
from pyopenvba.interpreter import VBAObject, VBARuntimeError
from pyopenvba.interpreter._objects import MemberSpec

from lkjip_xl.rencana import MARK_PREFIX

sys.path.append(str(Path(__file__).parents[1] / "macros"))
import bangun

EXPRESSION, COLOUR_SCALE = 2, 3
NOT_A_MEMBER = 438
BUKU, LEMBAR = "Book1", "Sheet1"
LOCK = """Option Explicit

Public Sub Kunci(ByVal ya As Boolean)
    With Workbooks(1).Worksheets(1)
        .Protect DrawingObjects:=Not ya, Contents:=True, Scenarios:=ya, AllowFormattingCells:=ya, _
            AllowFormattingColumns:=Not ya, AllowFormattingRows:=ya, AllowInsertingColumns:=Not ya, _
            AllowInsertingRows:=ya, AllowInsertingHyperlinks:=Not ya, AllowDeletingColumns:=ya, _
            AllowDeletingRows:=Not ya, AllowSorting:=ya, AllowFiltering:=Not ya, AllowUsingPivotTables:=ya
    End With
End Sub

Public Function Nama() As Long
    Nama = Workbooks(1).Worksheets(1).Names.Count
End Function

Public Function Syarat() As String
    With Workbooks(1).Worksheets(1)
        Syarat = .ProtectContents & .ProtectDrawingObjects & .ProtectScenarios
        With .Protection
            Syarat = Syarat & .AllowFormattingCells & .AllowFormattingColumns & .AllowFormattingRows
            Syarat = Syarat & .AllowInsertingColumns & .AllowInsertingRows & .AllowInsertingHyperlinks
            Syarat = Syarat & .AllowDeletingColumns & .AllowDeletingRows & .AllowSorting
            Syarat = Syarat & .AllowFiltering & .AllowUsingPivotTables
        End With
    End With
End Function
"""


class Part(VBAObject):
    """The fill, font or border of a colour rule: it keeps what it is given."""

    vba_type_name = "Part"

    def vba_set(self, name: str, value: object, *_: object, **__: object) -> None:
        self.__dict__[name] = value


class Rule(VBAObject):
    """One colour rule; those that come without a formula raise where one is asked for, as Excel's do."""

    vba_type_name = "FormatCondition"

    def __init__(self, rules: "Rules", kind: int, formula: str | None) -> None:
        self.rules, self.kind, self.formula, self.stop = rules, kind, formula, True
        self.parts = {name: Part() for name in ("interior", "font", "borders")}

    def vba_get(self, name: str, args: Sequence[object] = (), named: dict[str, object] | None = None) -> object:
        if name.lower() == "type":
            return self.kind
        if name.lower() == "delete":
            self.rules.held.remove(self)
            return None
        if name.lower() == "formula1" and self.formula is None:
            raise VBARuntimeError(NOT_A_MEMBER, "")
        return self.formula if name.lower() == "formula1" else self.parts[name.lower()]

    vba_call = vba_get

    def vba_set(self, name: str, value: object, *_: object, **__: object) -> None:
        assert name.lower() == "stopiftrue"
        self.stop = bool(value)

    @property
    def looks(self) -> list[int]:
        colours = [self.parts[name].__dict__.get("Color") for name in ("interior", "font", "borders")]
        return [-1 if colour is None else int(colour) for colour in colours]


class Rules(VBAObject):
    """The colour rules of a sheet, the first of them the strongest."""

    vba_type_name = "FormatConditions"

    def __init__(self) -> None:
        self.held: list[Rule] = []

    def vba_get(self, name: str, args: Sequence[object] = (), named: dict[str, object] | None = None) -> object:
        if name.lower() == "count":
            return len(self.held)
        if name.lower() == "item":
            return self.held[int(str(args[0])) - 1]
        assert name.lower() == "add" and named is not None
        self.held.append(Rule(self, int(str(named["Type"])), str(named["Formula1"])))
        return self.held[-1]

    vba_call = vba_get


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> Rules:
    """Return the colour rules of every sheet, which the model lacks."""
    held = Rules()
    monkeypatch.setattr(Range, "_vba_members", dict(Range._vba_members))
    Range.vba_add_member(MemberSpec("FormatConditions", "property", getter=lambda _: held))
    return held


@pytest.fixture
def excel() -> ExcelApplication:
    app = ExcelApplication()
    app.add_workbook()
    for name, text in (bangun.modules() | {"Uji": LOCK}).items():
        if name != "xlwings":  # its directives are for the real Excel
            app.add_module(text, name=name)
    return app


def line(name: str, *colours: str) -> str:
    return "\t".join((LEMBAR, "A1:C9", name, "ROW()>2", *colours))


def test_marks_come_in_order_and_go_alone(excel: ExcelApplication, rules: Rules) -> None:
    rules.held += [Rule(rules, COLOUR_SCALE, None), Rule(rules, EXPRESSION, "=$A1>3")]
    staff = list(rules.held)
    strong = line(f"{MARK_PREFIX}Kesalahan", "FFC7CE", "9C0006", "C00000")
    excel.run("LkjipTandai", BUKU, "\n".join((strong, line(f"{MARK_PREFIX}Info", "DDEBF7", "", ""))))
    added = rules.held[2:]
    assert excel.run("Nama") == 2
    assert [rule.formula for rule in added] == [f"='{LEMBAR}'!{MARK_PREFIX}{name}" for name in ("Kesalahan", "Info")]
    assert [rule.looks for rule in added] == [[0xCEC7FF, 0x06009C, 0x0000C0], [0xF7EBDD, -1, -1]]
    assert [rule.stop for rule in added] == [False, False]
    assert excel.run("LkjipHapusTanda", BUKU) == ""
    assert rules.held == staff
    assert excel.run("Nama") == 0


@pytest.mark.parametrize("allowed", [True, False])
def test_a_lock_comes_back_on_the_same_terms(excel: ExcelApplication, allowed: bool) -> None:
    excel.run("Kunci", allowed)
    before = excel.run("Syarat")
    assert excel.run("LkjipBukaKunci", BUKU, LEMBAR) is True
    assert str(excel.run("Syarat")).startswith("False")
    excel.run("LkjipKunciLagi")
    assert excel.run("Syarat") == before
    assert str(before).startswith("True")
