Option Explicit

' Sheets that are protected without a password: unlocked for the time of a run, then protected as before.
' Kept in plain arrays, PIVOT settings for each sheet: LibreOffice forgets records and objects between two macros.

Private Const GAMBAR As Long = 1
Private Const SKENARIO As Long = 2
Private Const HANYA_PENGGUNA As Long = 3
Private Const FORMAT_SEL As Long = 4
Private Const FORMAT_KOLOM As Long = 5
Private Const FORMAT_BARIS As Long = 6
Private Const SISIP_KOLOM As Long = 7
Private Const SISIP_BARIS As Long = 8
Private Const SISIP_TAUTAN As Long = 9
Private Const HAPUS_KOLOM As Long = 10
Private Const HAPUS_BARIS As Long = 11
Private Const URUTKAN As Long = 12
Private Const SARING As Long = 13
Private Const PIVOT As Long = 14

Private mJumlah As Long
Private mBuku() As String
Private mLembar() As String
Private mSeleksi() As Long
Private mIzin() As Boolean

' Unlocks a sheet; False where a password keeps it locked.
Public Function LkjipBukaKunci(ByVal buku As String, ByVal lembar As String) As Boolean
    Dim ws As Worksheet
    Set ws = Workbooks(buku).Worksheets(lembar)
    If ws.ProtectContents Then
        CatatKunci ws, buku, lembar
        LepasKunci ws
        ' What stayed locked is not locked again later: that would take its password away.
        If ws.ProtectContents Then mJumlah = mJumlah - 1
    End If
    LkjipBukaKunci = Not ws.ProtectContents
End Function

' A wrong password is an error in some versions of Excel and nothing at all in others.
Private Sub LepasKunci(ByVal ws As Worksheet)
    On Error Resume Next
    ws.Unprotect ""
End Sub

' Each setting is read by itself: one that a version of Excel lacks stays False.
Private Sub CatatKunci(ByVal ws As Object, ByVal buku As String, ByVal lembar As String)
    Dim izin As Object, awal As Long
    awal = mJumlah * PIVOT
    mJumlah = mJumlah + 1
    ReDim Preserve mBuku(1 To mJumlah)
    ReDim Preserve mLembar(1 To mJumlah)
    ReDim Preserve mSeleksi(1 To mJumlah)
    ReDim Preserve mIzin(1 To mJumlah * PIVOT)
    mBuku(mJumlah) = buku
    mLembar(mJumlah) = lembar
    On Error Resume Next
    mSeleksi(mJumlah) = ws.EnableSelection
    mIzin(awal + GAMBAR) = ws.ProtectDrawingObjects
    mIzin(awal + SKENARIO) = ws.ProtectScenarios
    mIzin(awal + HANYA_PENGGUNA) = ws.ProtectionMode
    Set izin = ws.Protection
    mIzin(awal + FORMAT_SEL) = izin.AllowFormattingCells
    mIzin(awal + FORMAT_KOLOM) = izin.AllowFormattingColumns
    mIzin(awal + FORMAT_BARIS) = izin.AllowFormattingRows
    mIzin(awal + SISIP_KOLOM) = izin.AllowInsertingColumns
    mIzin(awal + SISIP_BARIS) = izin.AllowInsertingRows
    mIzin(awal + SISIP_TAUTAN) = izin.AllowInsertingHyperlinks
    mIzin(awal + HAPUS_KOLOM) = izin.AllowDeletingColumns
    mIzin(awal + HAPUS_BARIS) = izin.AllowDeletingRows
    mIzin(awal + URUTKAN) = izin.AllowSorting
    mIzin(awal + SARING) = izin.AllowFiltering
    mIzin(awal + PIVOT) = izin.AllowUsingPivotTables
End Sub

' Protects again what was unlocked, and forgets it.
Public Sub LkjipKunciLagi()
    Do While mJumlah > 0
        KunciSeperti mJumlah
        mJumlah = mJumlah - 1
    Loop
End Sub

' A sheet that cannot be protected as it was is protected plainly: open it must not stay.
Private Sub KunciSeperti(ByVal ke As Long)
    Dim ws As Object, awal As Long
    awal = (ke - 1) * PIVOT
    On Error Resume Next
    Set ws = Workbooks(mBuku(ke)).Worksheets(mLembar(ke))
    If ws Is Nothing Then Exit Sub
    ws.Protect DrawingObjects:=mIzin(awal + GAMBAR), Contents:=True, Scenarios:=mIzin(awal + SKENARIO), _
        UserInterfaceOnly:=mIzin(awal + HANYA_PENGGUNA), AllowFormattingCells:=mIzin(awal + FORMAT_SEL), _
        AllowFormattingColumns:=mIzin(awal + FORMAT_KOLOM), AllowFormattingRows:=mIzin(awal + FORMAT_BARIS), _
        AllowInsertingColumns:=mIzin(awal + SISIP_KOLOM), AllowInsertingRows:=mIzin(awal + SISIP_BARIS), _
        AllowInsertingHyperlinks:=mIzin(awal + SISIP_TAUTAN), AllowDeletingColumns:=mIzin(awal + HAPUS_KOLOM), _
        AllowDeletingRows:=mIzin(awal + HAPUS_BARIS), AllowSorting:=mIzin(awal + URUTKAN), _
        AllowFiltering:=mIzin(awal + SARING), AllowUsingPivotTables:=mIzin(awal + PIVOT)
    If Not ws.ProtectContents Then ws.Protect
    ws.EnableSelection = mSeleksi(ke)
End Sub
