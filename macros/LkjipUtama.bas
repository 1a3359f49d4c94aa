Option Explicit

' How a click reaches Python: checks, a copy of the workbook, the run, and everything as it was afterwards.
' Late bound Objects where a property is missing on one of the platforms: a module that names it would not compile.

Private Const TANDA_TERLARANG As String = "= "" $ ` \ |"
Private Const PERINTAH_PYTHON As String = "import lkjip_xl.addin;lkjip_xl.addin.jalankan("
Private Const XLS As Long = 56
Private Const XLSB As Long = 50

Private mNama As String
Private mToken As String
Private mTersimpan As Boolean
Private mLayar As Boolean
Private mPeristiwa As Boolean
Private mHitungan As Variant
Private mIsiRumus As Variant
Private mPerluas As Variant

' Runs a command of lkjip_xl.addin; perluBuku: it works on the active workbook.
Public Sub Jalankan(ByVal perintah As String, ByVal pilihan As String, ByVal perluBuku As Boolean)
    Dim alasan As String, hasil As Variant, nomor As Long, uraian As String
    On Error GoTo Galat
    mNama = ""
    mToken = ""
    If perluBuku Then
        alasan = AlasanMenolak()
        If alasan = "" Then alasan = AlasanTanpaSalinan()
        If alasan <> "" Then
            Katakan alasan, vbInformation
            Exit Sub
        End If
        mNama = ActiveWorkbook.Name
    End If
    SimpanKeadaan
    BilahBekerja
    hasil = RunPython(Susun(perintah, mToken, pilihan))
    ' On the Mac Python still runs now; it calls LkjipSelesai itself when it ends.
    If hasil = -1 Then
        LkjipTidakJalan
    ElseIf Not DiMac() Then
        LkjipSelesai
    End If
    Exit Sub
Galat:
    nomor = Err.Number
    uraian = Err.Description
    LkjipTidakJalan
    KatakanGalat nomor, uraian
End Sub

' Compares all workbooks of a folder the user names.
Public Sub RekapFolder()
    Dim folder As String
    On Error GoTo Galat
    folder = FolderPilihan()
    If folder <> "" Then Jalankan "rekap", Heksa(folder), False
    Exit Sub
Galat:
    KatakanGalat Err.Number, Err.Description
End Sub

' Returns a text as the numbers of its letters, four digits each: any other way it could break out of the command.
Private Function Heksa(ByVal teks As String) As String
    Dim letak As Long
    For letak = 1 To Len(teks)
        Heksa = Heksa & Right$("000" & Hex$(AscW(Mid$(teks, letak, 1)) And &HFFFF&), 4)
    Next letak
End Function

' Python did not come to an end of its own: its copy of the workbook goes, too.
Public Sub LkjipTidakJalan()
    LkjipSelesai
    BuangSalinan mToken, mNama
End Sub

' Returns the Python to run. No double quote may stand in it: the text goes through a command line inside two.
Private Function Susun(ByVal perintah As String, ByVal token As String, ByVal pilihan As String) As String
    Dim isi As String
    isi = "'" & perintah & "'"
    If token <> "" Or pilihan <> "" Then isi = isi & ",'" & token & "'"
    If pilihan <> "" Then isi = isi & ",'" & pilihan & "'"
    Susun = PERINTAH_PYTHON & isi & ")"
End Function

' The name Python finds the workbook by, empty for a command that needs none.
Public Function LkjipNamaBuku() As String
    LkjipNamaBuku = mNama
End Function

' Tells an error of ours and writes it down.
Public Sub KatakanGalat(ByVal nomor As Long, ByVal uraian As String)
    CatatGalat "VBA " & nomor & ": " & uraian
    Katakan Replace(Replace(TEKS_GALAT, "{nomor}", CStr(nomor)), "{berkas}", BerkasGalat()), vbExclamation
End Sub

' What xlwings calls instead of showing a traceback.
Public Sub LkjipGalatPython(ByVal uraian As String)
    CatatGalat uraian
    Katakan Replace(TEKS_PYTHON_GAGAL, "{berkas}", BerkasGalat()), vbExclamation
End Sub

' Returns the sentence that says why the active workbook cannot be used, empty where it can.
Public Function AlasanMenolak() As String
    Dim wb As Workbook
    Set wb = ActiveWorkbook
    If wb Is Nothing Then
        AlasanMenolak = IIf(AdaYangTerlindung(Application), TEKS_TERLINDUNG, TEKS_TANPA_BUKU)
    ElseIf wb.Path = "" Then
        AlasanMenolak = TEKS_BELUM_DISIMPAN
    ElseIf HanyaBaca(wb) Then
        AlasanMenolak = TEKS_HANYA_BACA
    ElseIf Dibagikan(wb) Then
        AlasanMenolak = TEKS_DIBAGIKAN
    ElseIf Jenis(wb) = XLS Or Jenis(wb) = XLSB Then
        AlasanMenolak = TEKS_JENIS_LAMA
    ElseIf NamaTerlarang(wb.Name) Then
        AlasanMenolak = Replace(TEKS_NAMA_BERKAS, "{tanda}", TANDA_TERLARANG)
    End If
End Function

Private Function AdaYangTerlindung(ByVal aplikasi As Object) As Boolean
    On Error Resume Next
    AdaYangTerlindung = (aplikasi.ProtectedViewWindows.Count > 0)
End Function

Private Function HanyaBaca(ByVal wb As Object) As Boolean
    On Error Resume Next
    HanyaBaca = wb.ReadOnly
End Function

Private Function Dibagikan(ByVal wb As Object) As Boolean
    On Error Resume Next
    Dibagikan = wb.MultiUserEditing
End Function

Private Function Jenis(ByVal wb As Object) As Long
    On Error Resume Next
    Jenis = wb.FileFormat
End Function

' The name goes through a command line.
Private Function NamaTerlarang(ByVal nama As String) As Boolean
    Dim tanda As Variant
    For Each tanda In Split(TANDA_TERLARANG, " ")
        If InStr(1, nama, CStr(tanda), vbBinaryCompare) > 0 Then NamaTerlarang = True
    Next tanda
End Function

' Saves the copy Python reads; returns the sentence that says why there is none, which a cell being edited is enough for.
Private Function AlasanTanpaSalinan() As String
    Randomize
    mToken = Format(Now, "yyyymmdd-hhmmss") & "-" & Format(Int(Rnd * 10000), "0000")
    On Error GoTo Gagal
    BuatFolderSalinan mToken
    ActiveWorkbook.SaveCopyAs FolderSalinan(mToken) & Pemisah() & ActiveWorkbook.Name
    Exit Function
Gagal:
    CatatGalat "SaveCopyAs " & Err.Number & ": " & Err.Description
    BuangSalinan mToken, ActiveWorkbook.Name
    AlasanTanpaSalinan = TEKS_SALINAN_GAGAL
End Function

' Keeps what LkjipSelesai puts back. A run still under way on the Mac keeps what it found.
Public Sub SimpanKeadaan()
    If mTersimpan Then Exit Sub
    mLayar = Application.ScreenUpdating
    mPeristiwa = Application.EnableEvents
    mHitungan = Empty
    ' There is no such setting while no workbook is open.
    On Error Resume Next
    mHitungan = Application.Calculation
    TahanTabel Application
    mTersimpan = True
End Sub

' Keeps Excel from filling the rest of a table's column, or widening a table, by itself: only planned cells may change.
Private Sub TahanTabel(ByVal aplikasi As Object)
    mIsiRumus = Empty
    mPerluas = Empty
    On Error Resume Next
    mIsiRumus = aplikasi.AutoCorrect.AutoFillFormulasInLists
    mPerluas = aplikasi.AutoCorrect.AutoExpandListRange
    aplikasi.AutoCorrect.AutoFillFormulasInLists = False
    aplikasi.AutoCorrect.AutoExpandListRange = False
End Sub

Private Sub LepasTabel(ByVal aplikasi As Object)
    On Error Resume Next
    If Not IsEmpty(mIsiRumus) Then aplikasi.AutoCorrect.AutoFillFormulasInLists = mIsiRumus
    If Not IsEmpty(mPerluas) Then aplikasi.AutoCorrect.AutoExpandListRange = mPerluas
End Sub

' Puts everything back after a run; to call it once more does nothing.
Public Sub LkjipSelesai()
    On Error Resume Next
    LkjipKunciLagi
    If mTersimpan Then
        mTersimpan = False
        If Not IsEmpty(mHitungan) Then Application.Calculation = mHitungan
        Application.EnableEvents = mPeristiwa
        Application.ScreenUpdating = mLayar
        LepasTabel Application
    End If
    PulihkanBilah
End Sub
