Option Explicit

' Folders and small files of ours. On the Mac HOME is the folder inside Excel's sandbox.

Private Const UKURAN_CATATAN As Long = 150000
Private Const PANJANG_GALAT As Long = 20000

Public Function Pemisah() As String
    Pemisah = IIf(DiWindows(), "\", "/")
End Function

Public Function DiWindows() As Boolean
    DiWindows = (Environ("USERPROFILE") <> "")
End Function

Public Function DiMac() As Boolean
    DiMac = (InStr(1, Application.OperatingSystem, "Mac", vbTextCompare) > 0)
End Function

Public Function FolderData() As String
    FolderData = Environ(IIf(DiWindows(), "USERPROFILE", "HOME")) & Pemisah() & ".lkjip"
End Function

Public Function FolderSalinan(ByVal token As String) As String
    FolderSalinan = FolderData() & Pemisah() & "kerja" & Pemisah() & token
End Function

Public Function BerkasGalat() As String
    BerkasGalat = FolderData() & Pemisah() & "lkjip-pita.log"
End Function

Public Sub BuatFolderSalinan(ByVal token As String)
    BuatFolder FolderData()
    BuatFolder FolderData() & Pemisah() & "kerja"
    BuatFolder FolderSalinan(token)
End Sub

' A folder that is there already is no error; one that cannot be made shows when the copy is saved into it.
Private Sub BuatFolder(ByVal folder As String)
    On Error Resume Next
    MkDir folder
End Sub

' Takes away a copy Python did not come to take away itself.
Public Sub BuangSalinan(ByVal token As String, ByVal nama As String)
    If token = "" Then Exit Sub
    On Error Resume Next
    Kill FolderSalinan(token) & Pemisah() & nama
    RmDir FolderSalinan(token)
End Sub

' Returns the lines of a text file whatever ends them, an empty text where there is no such file.
Public Function IsiBerkas(ByVal berkas As String) As String
    Dim nomor As Integer, baris As String, isi As String
    If Not BerkasAda(berkas) Then Exit Function
    nomor = FreeFile
    Open berkas For Input As #nomor
    Do While Not EOF(nomor)
        Line Input #nomor, baris
        isi = isi & baris & vbLf
    Loop
    Close #nomor
    IsiBerkas = Replace(isi, vbCr, "")
End Function

Private Function BerkasAda(ByVal berkas As String) As Boolean
    On Error Resume Next
    BerkasAda = (FileLen(berkas) >= 0)
End Function

' Appends to the log; one that has grown large begins anew.
Public Sub CatatGalat(ByVal uraian As String)
    Dim nomor As Integer
    On Error Resume Next
    BuatFolder FolderData()
    If FileLen(BerkasGalat()) > UKURAN_CATATAN Then Kill BerkasGalat()
    nomor = FreeFile
    Open BerkasGalat() For Append As #nomor
    Print #nomor, Format(Now, "yyyy-mm-dd hh:mm:ss") & " " & Right$(uraian, PANJANG_GALAT)
    Close #nomor
End Sub
