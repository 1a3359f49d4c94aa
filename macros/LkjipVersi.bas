Option Explicit

' Which version of the tab and of the Python side is installed.

Public Sub TampilkanVersi()
    Dim kalimat As String, baris As Variant
    On Error GoTo Galat
    kalimat = IsiVersi(TEKS_TENTANG, VERSI_PITA, VERSI_ATURAN)
    baris = Split(IsiBerkas(FolderData() & Pemisah() & "versi.txt") & vbLf & vbLf, vbLf)
    If Trim$(baris(0)) = "" Then
        kalimat = kalimat & vbLf & TEKS_TENTANG_KOSONG
    Else
        kalimat = kalimat & vbLf & IsiVersi(TEKS_TENTANG_PYTHON, Trim$(baris(0)), Trim$(baris(1)))
        If Trim$(baris(0)) <> VERSI_PITA Or Trim$(baris(1)) <> VERSI_ATURAN Then kalimat = kalimat & vbLf & TEKS_TENTANG_BEDA
    End If
    Katakan kalimat, vbInformation
    Exit Sub
Galat:
    KatakanGalat Err.Number, Err.Description
End Sub

Private Function IsiVersi(ByVal kalimat As String, ByVal versi As String, ByVal aturan As String) As String
    IsiVersi = Replace(Replace(kalimat, "{versi}", versi), "{aturan}", aturan)
End Function
