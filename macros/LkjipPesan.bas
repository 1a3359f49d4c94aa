Option Explicit

' The one place that shows a message box, so that a test can put another in its place.

Public Sub Katakan(ByVal kalimat As String, ByVal gaya As Long)
    MsgBox kalimat, gaya, TEKS_JUDUL
End Sub
