Option Explicit

' Going from finding to finding over the sheet Hasil Validasi, and taking everything of ours out again.

' The row shown last in each workbook, by its full name.
Private mBuku() As String
Private mBaris() As Long
Private mJumlah As Long

' Goes to the next finding (langkah 1) or to the one before (-1); from the last it goes on with the first.
Public Sub KeCatatan(ByVal langkah As Long)
    Dim wb As Workbook, ws As Worksheet, baris As Collection, ke As Long
    On Error GoTo Galat
    Set wb = ActiveWorkbook
    If wb Is Nothing Then
        Katakan TEKS_TANPA_BUKU, vbInformation
        Exit Sub
    End If
    Set ws = LembarHasil(wb)
    Set baris = BarisCatatan(ws)
    If baris.Count = 0 Then
        Katakan TEKS_TANPA_CATATAN, vbInformation
        Exit Sub
    End If
    ke = Urutan(baris, BarisTerakhir(wb), langkah)
    IngatBaris wb, CLng(baris.Item(ke))
    Tunjukkan wb, ws, CLng(baris.Item(ke)), ke, baris.Count
    Exit Sub
Galat:
    KatakanGalat Err.Number, Err.Description
End Sub

' Returns our sheet; of several the one that is not a copy staff keep, Nothing where there is none.
Private Function LembarHasil(ByVal wb As Workbook) As Worksheet
    Dim ws As Worksheet, terpilih As Worksheet
    For Each ws In wb.Worksheets
        If LembarKami(ws) Then
            If terpilih Is Nothing Then
                Set terpilih = ws
            ElseIf Len(ws.Name) < Len(terpilih.Name) Then
                Set terpilih = ws
            End If
        End If
    Next ws
    Set LembarHasil = terpilih
End Function

Private Function LembarKami(ByVal ws As Worksheet) As Boolean
    If StrComp(Left$(ws.Name, Len(LEMBAR_HASIL)), LEMBAR_HASIL, vbTextCompare) <> 0 Then Exit Function
    LembarKami = (Isi(ws, 1, 1) = JUDUL_HASIL)
End Function

Private Function Isi(ByVal ws As Worksheet, ByVal baris As Long, ByVal kolom As Long) As String
    Dim nilai As Variant
    nilai = ws.Cells(baris, kolom).Value
    If Not IsError(nilai) Then Isi = CStr(nilai)
End Function

' Returns the numbers of the rows with a finding that a filter leaves in view.
Private Function BarisCatatan(ByVal ws As Worksheet) As Collection
    Dim baris As Long, daftar As Collection
    Set daftar = New Collection
    Set BarisCatatan = daftar
    If ws Is Nothing Then Exit Function
    baris = BARIS_KEPALA + 1
    Do While Isi(ws, baris, 1) <> ""
        If Not ws.Rows(baris).Hidden Then daftar.Add baris
        baris = baris + 1
    Loop
End Function

' Returns which of the rows comes after (or before) the one shown last.
Private Function Urutan(ByVal baris As Collection, ByVal terakhir As Long, ByVal langkah As Long) As Long
    Dim ke As Long
    Urutan = IIf(langkah > 0, 1, baris.Count)
    If terakhir = 0 Then Exit Function
    If langkah > 0 Then
        For ke = baris.Count To 1 Step -1
            If baris.Item(ke) > terakhir Then Urutan = ke
        Next ke
    Else
        For ke = 1 To baris.Count
            If baris.Item(ke) < terakhir Then Urutan = ke
        Next ke
    End If
End Function

' Returns the row shown last in a workbook, 0 where none was or VBA has lost it.
Private Function BarisTerakhir(ByVal wb As Workbook) As Long
    If TempatBuku(wb) > 0 Then BarisTerakhir = mBaris(TempatBuku(wb))
End Function

Private Sub IngatBaris(ByVal wb As Workbook, ByVal baris As Long)
    If TempatBuku(wb) = 0 Then
        mJumlah = mJumlah + 1
        ReDim Preserve mBuku(1 To mJumlah)
        ReDim Preserve mBaris(1 To mJumlah)
        mBuku(mJumlah) = wb.FullName
    End If
    mBaris(TempatBuku(wb)) = baris
End Sub

Private Function TempatBuku(ByVal wb As Workbook) As Long
    Dim nomor As Long
    For nomor = 1 To mJumlah
        If mBuku(nomor) = wb.FullName Then TempatBuku = nomor
    Next nomor
End Function

Private Sub Tunjukkan(ByVal wb As Workbook, ByVal ws As Worksheet, ByVal baris As Long, ByVal ke As Long, ByVal jumlah As Long)
    Dim lembar As String, sel As String, kalimat As String
    lembar = Isi(ws, baris, KOLOM_LEMBAR)
    sel = Isi(ws, baris, KOLOM_SEL)
    kalimat = Replace(Replace(TEKS_CATATAN, "{ke}", CStr(ke)), "{jumlah}", CStr(jumlah))
    kalimat = Replace(kalimat, "{kode}", Isi(ws, baris, KOLOM_KODE))
    LkjipHasil Replace(kalimat, "{catatan}", Isi(ws, baris, KOLOM_CATATAN))
    If sel = "" Then
        ' A finding about the whole workbook or sheet has no cell: its row is shown.
        Pilih ws, ws.Cells(baris, KOLOM_CATATAN).Address(False, False)
    ElseIf LembarBernama(wb, lembar) Is Nothing Then
        Katakan Replace(TEKS_LEMBAR_TIDAK_ADA, "{lembar}", lembar), vbInformation
    Else
        Pilih LembarBernama(wb, lembar), sel
    End If
End Sub

Private Function LembarBernama(ByVal wb As Workbook, ByVal nama As String) As Worksheet
    On Error Resume Next
    Set LembarBernama = wb.Worksheets(nama)
End Function

' Selects a cell; a hidden sheet stays hidden.
Private Sub Pilih(ByVal ws As Worksheet, ByVal sel As String)
    If ws.Visible <> xlSheetVisible Then
        Katakan Replace(TEKS_LEMBAR_TERSEMBUNYI, "{lembar}", ws.Name), vbInformation
        Exit Sub
    End If
    On Error GoTo TidakDapat
    Application.Goto ws.Range(sel)
    Exit Sub
TidakDapat:
    Katakan Replace(Replace(TEKS_SEL_TIDAK_ADA, "{lembar}", ws.Name), "{sel}", sel), vbInformation
End Sub

' Takes all our marks away and empties the sheet Hasil Validasi.
Public Sub BersihkanTanda()
    Dim wb As Workbook, terkunci As String, nomor As Long, uraian As String
    On Error GoTo Galat
    Set wb = ActiveWorkbook
    If wb Is Nothing Then
        Katakan TEKS_TANPA_BUKU, vbInformation
        Exit Sub
    End If
    SimpanKeadaan
    Application.EnableEvents = False
    Application.ScreenUpdating = False
    terkunci = LkjipHapusTanda(wb.Name)
    terkunci = terkunci & KosongkanHasil(wb, terkunci)
    LkjipSelesai
    If terkunci = "" Then
        LkjipHasil TEKS_DIBERSIHKAN
    Else
        Katakan Replace(TEKS_TERKUNCI, "{lembar}", terkunci), vbInformation
    End If
    Exit Sub
Galat:
    nomor = Err.Number
    uraian = Err.Description
    LkjipSelesai
    KatakanGalat nomor, uraian
End Sub

' Empties our sheet; returns what to add to the list of sheets a password keeps as they are.
Private Function KosongkanHasil(ByVal wb As Workbook, ByVal terkunci As String) As String
    Dim ws As Worksheet
    Set ws = LembarHasil(wb)
    If ws Is Nothing Then Exit Function
    If LkjipBukaKunci(wb.Name, ws.Name) Then
        Kosongkan ws
    Else
        KosongkanHasil = IIf(terkunci = "", "", ", ") & ws.Name
    End If
End Function

Private Sub Kosongkan(ByVal ws As Worksheet)
    HapusTabel ws
    ' Rows a filter hid and the column of the keys come back into view.
    ws.Cells.EntireRow.Hidden = False
    ws.Cells.EntireColumn.Hidden = False
    HapusSemuaWarna ws
    ws.Cells.Clear
    LebarBiasa ws
    ws.Range("A1").Value = JUDUL_HASIL
    ws.Range("A1").Font.Bold = True
    ws.Range("A1").Font.Size = UKURAN_JUDUL
    ws.Range("A1").Font.Color = WARNA_JUDUL
    ws.Range("A2").Value = BELUM_DIPERIKSA
    ws.Range("A2").Font.Size = UKURAN_BELUM
End Sub

Private Sub HapusTabel(ByVal ws As Object)
    Dim nomor As Long
    For nomor = JumlahTabel(ws) To 1 Step -1
        ws.ListObjects.Item(nomor).Unlist
    Next nomor
End Sub

Private Function JumlahTabel(ByVal ws As Object) As Long
    On Error Resume Next
    JumlahTabel = ws.ListObjects.Count
End Function

Private Sub HapusSemuaWarna(ByVal ws As Object)
    On Error Resume Next
    ws.Cells.FormatConditions.Delete
End Sub

' How wide and high cells are is no reason to stop.
Private Sub LebarBiasa(ByVal ws As Object)
    On Error Resume Next
    ws.Cells.ColumnWidth = ws.StandardWidth
    ws.Cells.RowHeight = ws.StandardHeight
    ws.Rows(1).AutoFit
End Sub
