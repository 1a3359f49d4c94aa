Option Explicit

' The status bar: an outcome stays for a while, even when the run that told it ends.

Private Const DETIK As Long = 20
Private Const PANJANG_BILAH As Long = 240

Private mKalimat As String
Private mSampai As Date

' Says that a run is under way; an outcome from before is over.
Public Sub BilahBekerja()
    mKalimat = ""
    Application.StatusBar = TEKS_BEKERJA
End Sub

' Shows the outcome of a run.
Public Sub LkjipHasil(ByVal kalimat As String)
    mKalimat = kalimat
    If Len(mKalimat) > PANJANG_BILAH Then mKalimat = Left$(mKalimat, PANJANG_BILAH) & "..."
    Application.StatusBar = mKalimat
    mSampai = Now + TimeSerial(0, 0, DETIK)
    ' Without a timer the sentence stays until the next one: no reason to stop.
    On Error Resume Next
    Application.OnTime mSampai, "'" & ThisWorkbook.Name & "'!LkjipBilahKembali"
End Sub

' Called by the timer: a sentence of someone else stays, and so does a newer one of ours, which has its own timer.
Public Sub LkjipBilahKembali()
    If Now < mSampai Then Exit Sub
    On Error Resume Next
    If mKalimat <> "" And CStr(Application.StatusBar) = mKalimat Then Application.StatusBar = False
    mKalimat = ""
End Sub

' Gives the status bar back to Excel, unless an outcome is to be read there.
Public Sub PulihkanBilah()
    If mKalimat = "" Then
        Application.StatusBar = False
    Else
        Application.StatusBar = mKalimat
    End If
End Sub
