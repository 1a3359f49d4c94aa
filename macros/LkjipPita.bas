Option Explicit

' What the buttons of the tab call: one Sub for each, nothing more.

Public Sub LkjipHitung(control As IRibbonControl)
    Jalankan "hitung", "", True
End Sub

Public Sub LkjipKembalikan(control As IRibbonControl)
    Jalankan "kembalikan", "", True
End Sub

Public Sub LkjipValidasiDraf(control As IRibbonControl)
    Jalankan "validasi", "draf", True
End Sub

Public Sub LkjipValidasiPenyampaian(control As IRibbonControl)
    Jalankan "validasi", "penyampaian", True
End Sub

Public Sub LkjipLaporan(control As IRibbonControl)
    Jalankan "laporan", "", True
End Sub

Public Sub LkjipCatatanSebelumnya(control As IRibbonControl)
    KeCatatan -1
End Sub

Public Sub LkjipCatatanBerikutnya(control As IRibbonControl)
    KeCatatan 1
End Sub

Public Sub LkjipBersihkan(control As IRibbonControl)
    BersihkanTanda
End Sub

Public Sub LkjipRekap(control As IRibbonControl)
    RekapFolder
End Sub

Public Sub LkjipFormatKecamatan(control As IRibbonControl)
    Jalankan "format", "kecamatan", False
End Sub

Public Sub LkjipFormatPerangkatDaerah(control As IRibbonControl)
    Jalankan "format", "perangkat daerah", False
End Sub

Public Sub LkjipPetunjuk(control As IRibbonControl)
    Jalankan "petunjuk", "", False
End Sub

Public Sub LkjipTentang(control As IRibbonControl)
    TampilkanVersi
End Sub
