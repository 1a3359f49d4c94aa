Option Explicit

' Asks for a folder. In a module of its own, so that a test can put another in its place: it shows a dialog.

Private Const PILIH_FOLDER As Long = 4
Private Const DIPILIH As Long = -1

' Returns the folder, empty where the user thought better of it.
Public Function FolderPilihan() As String
    If DiMac() Then
        ' The Mac has no dialog for folders: any workbook inside tells which one is meant.
        FolderPilihan = FolderDari(Application.GetOpenFilename(Title:=TEKS_PILIH_BERKAS))
    Else
        FolderPilihan = FolderWindows(Application)
    End If
End Function

Private Function FolderWindows(ByVal aplikasi As Object) As String
    Dim dialog As Object
    Set dialog = aplikasi.FileDialog(PILIH_FOLDER)
    dialog.Title = TEKS_PILIH_FOLDER
    If dialog.Show = DIPILIH Then FolderWindows = dialog.SelectedItems(1)
End Function

' GetOpenFilename returns False where nothing was chosen.
Private Function FolderDari(ByVal berkas As Variant) As String
    Dim batas As Long
    If VarType(berkas) <> vbString Then Exit Function
    batas = InStrRev(berkas, "/")
    If batas = 0 Then batas = InStrRev(berkas, ":")
    If batas > 0 Then FolderDari = Left$(berkas, batas - 1)
End Function
