"""What the ribbon calls: one click, one command, whatever happens one sentence."""


def jalankan(perintah: str, token: str = "", pilihan: str = "") -> None:
    """Do what a button asks for; RunPython calls this in a process of its own.

    ``perintah`` is a name in tugas.PERINTAH, ``token`` the folder the add-in saved its snapshot of the workbook in,
    ``pilihan`` what was chosen in the button's menu. Nothing is ever raised: a fault in the file gives its sentence
    in a message box, a bug the place of the log with its traceback.
    """
    from lkjip_xl.addin.tugas import kerjakan

    kerjakan(perintah, token, pilihan)
