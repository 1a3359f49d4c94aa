Option Explicit

' What Python calls while it works, always with texts: marks and the format of the new workbook.

' Takes our marks away; returns the sheets a password keeps them on, separated by commas.
Public Function LkjipHapusTanda(ByVal buku As String) As String
    Dim wb As Workbook, ws As Worksheet, terkunci As String
    Set wb = Workbooks(buku)
    For Each ws In wb.Worksheets
        If BertandaKami(ws) Then
            If LkjipBukaKunci(buku, ws.Name) Then
                HapusWarna ws
                HapusNama ws.Names, True
            Else
                terkunci = terkunci & IIf(terkunci = "", "", ", ") & ws.Name
            End If
        End If
    Next ws
    HapusNama wb.Names, False
    LkjipHapusTanda = terkunci
End Function

Private Function BertandaKami(ByVal ws As Worksheet) As Boolean
    Dim nama As Object, nomor As Long
    For Each nama In ws.Names
        If NamaKami(nama.Name) Then BertandaKami = True
    Next nama
    For nomor = 1 To JumlahWarna(ws)
        If WarnaKami(ws.Cells.FormatConditions.Item(nomor)) Then BertandaKami = True
    Next nomor
End Function

' Colour rules that come without a formula (scales, bars, icons) have no Formula1: they are never ours.
Private Function WarnaKami(ByVal aturan As Object) As Boolean
    Dim rumus As String
    On Error Resume Next
    If aturan.Type = xlExpression Then rumus = aturan.Formula1
    WarnaKami = (InStr(1, rumus, AWALAN_TANDA, vbTextCompare) > 0)
End Function

Private Function JumlahWarna(ByVal ws As Object) As Long
    On Error Resume Next
    JumlahWarna = ws.Cells.FormatConditions.Count
End Function

Private Sub HapusWarna(ByVal ws As Worksheet)
    Dim nomor As Long
    For nomor = JumlahWarna(ws) To 1 Step -1
        If WarnaKami(ws.Cells.FormatConditions.Item(nomor)) Then ws.Cells.FormatConditions.Item(nomor).Delete
    Next nomor
End Sub

' Deletes our names from a list of names; milikLembar: those of a sheet too, which are called "Sheet!Name".
Private Sub HapusNama(ByVal daftar As Object, ByVal milikLembar As Boolean)
    Dim nomor As Long, nama As String
    For nomor = daftar.Count To 1 Step -1
        nama = daftar.Item(nomor).Name
        If NamaKami(nama) And (milikLembar Or InStr(1, nama, "!") = 0) Then daftar.Item(nomor).Delete
    Next nomor
End Sub

Private Function NamaKami(ByVal nama As String) As Boolean
    Dim sendiri As String
    sendiri = Mid$(nama, InStrRev(nama, "!") + 1)
    NamaKami = (StrComp(Left$(sendiri, Len(AWALAN_TANDA)), AWALAN_TANDA, vbTextCompare) = 0)
End Function

' Marks cells: a line for each rule, its parts between tabs: sheet, range, name, formula, and the colours of
' fill, letters and border as "RRGGBB" or empty.
Public Sub LkjipTandai(ByVal buku As String, ByVal daftar As String)
    Dim baris As Variant, bagian As Variant
    For Each baris In Split(daftar, vbLf)
        bagian = Split(baris, vbTab)
        TandaiSatu Workbooks(buku).Worksheets(CStr(bagian(0))), bagian
    Next baris
End Sub

Private Sub TandaiSatu(ByVal ws As Worksheet, ByVal bagian As Variant)
    Dim aturan As Object
    ws.Names.Add Name:=bagian(2), RefersTo:="=" & bagian(3), Visible:=False
    ' Excel reads the formula as if typed on the sheet in front, which may be another: the name is told with its own.
    Set aturan = ws.Range(bagian(1)).FormatConditions.Add(Type:=xlExpression, _
        Formula1:="='" & Replace(ws.Name, "'", "''") & "'!" & bagian(2))
    ' Excel sets this for rules made in VBA.
    aturan.StopIfTrue = False
    If bagian(4) <> "" Then aturan.Interior.Color = Warna(bagian(4))
    If bagian(5) <> "" Then aturan.Font.Color = Warna(bagian(5))
    If bagian(6) <> "" Then
        aturan.Borders.LineStyle = xlContinuous
        aturan.Borders.Color = Warna(bagian(6))
    End If
End Sub

Private Function Warna(ByVal heksa As String) As Long
    Warna = RGB(CLng("&H" & Mid$(heksa, 1, 2)), CLng("&H" & Mid$(heksa, 3, 2)), CLng("&H" & Mid$(heksa, 5, 2)))
End Function

' Opens a new workbook that has never been saved, made after a file.
Public Sub LkjipBukaFormat(ByVal alamat_berkas As String)
    Workbooks.Add alamat_berkas
End Sub
