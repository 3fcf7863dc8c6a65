"""Samples of fields, forms and uploads."""

from linli.ui.parts import (
    Action,
    Choice,
    ErrorSummary,
    FieldGroup,
    FieldKind,
    FieldProblem,
    FileState,
    Form,
    FormField,
    Part,
    Upload,
    UploadedFile,
    Weight,
    Width,
)
from linli.ui.specimens.words import long_text, say


def shelves() -> dict[str, tuple[str, list[tuple[str, Part]]]]:
    """Fields, uploads, a form."""
    return {
        "fields": (say("填写项", "Form fields"), _fields()),
        "upload": (say("上传", "Upload"), _uploads()),
        "form": (say("表单", "Form"), [(say("有错误", "with errors"), form_with_errors())]),
        "errors": (say("错误汇总", "Error summary"), [("", ErrorSummary((FieldProblem(_no_day()),)))]),
    }


def _no_day() -> str:
    return say("这天不办公。请选工作日。", "Closed on that day. Choose a working day.")


def _fields() -> list[tuple[str, Part]]:
    days = (
        Choice("am", say("上午", "Morning"), say("9:00–11:30", "9:00–11:30")),
        Choice("pm", say("下午", "Afternoon")),
    )
    needs = (
        Choice("ramp", say("坡道", "A ramp")),
        Choice("voice", say("语音", "Voice")),
        Choice("none", say("已停用", "No longer"), disabled=True),
    )
    return [
        (
            say("普通", "plain"),
            FormField("name", say("姓名", "Name"), required=True, autocomplete="name", width=Width.MEDIUM),
        ),
        (
            say("有提示", "with a hint"),
            FormField(
                "phone",
                say("手机号", "Telephone"),
                FieldKind.TEL,
                hint=say("只用来通知进度", "Only to tell you how it stands"),
                autocomplete="tel",
                inputmode="numeric",
                width=Width.SHORT,
            ),
        ),
        (
            say("有错误", "with an error"),
            FormField(
                "day",
                say("日期", "Day"),
                FieldKind.DATE,
                "2026-11-22",
                errors=(_no_day(),),
                width=Width.SHORT,
            ),
        ),
        (
            say("有单位", "with a unit"),
            FormField(
                "size",
                say("面积", "Area"),
                FieldKind.NUMBER,
                "480",
                unit=say("平方米", "m²"),
                width=Width.SHORT,
            ),
        ),
        (
            say("多行", "several lines"),
            FormField("text", say("说说情况", "What is the matter?"), FieldKind.AREA, maxlength=500),
        ),
        (
            say("下拉", "select"),
            FormField(
                "place",
                say("社区", "Community"),
                FieldKind.SELECT,
                choices=(Choice("", say("请选择", "Choose")), Choice("1", say("梧桐社区", "Wutong"))),
                width=Width.MEDIUM,
            ),
        ),
        (
            say("单选", "one of several"),
            FormField("part", say("时段", "Time of day"), FieldKind.RADIO, "am", choices=days, required=True),
        ),
        (
            say("多选", "any of several"),
            FormField(
                "needs",
                say("需要什么帮助", "Help needed"),
                FieldKind.CHECKS,
                values=("voice",),
                choices=needs,
            ),
        ),
        (
            say("勾选", "tick"),
            FormField(
                "agree",
                say("同意用短信通知我", "You may text me"),
                FieldKind.CHECK,
                hint=say("随时可以取消", "You can stop it at any time"),
            ),
        ),
        (
            say("不可改", "cannot be changed"),
            FormField(
                "county",
                say("区县", "County"),
                value=say("清和县", "Qinghe"),
                disabled=True,
                width=Width.SHORT,
            ),
        ),
        (say("很长的文字", "long text"), FormField("long", long_text(), hint=long_text(), value=long_text())),
    ]


def _uploads() -> list[tuple[str, Part]]:
    files = (
        UploadedFile(say("路灯.jpg", "lamp.jpg"), "2.1 MB", href="#", remove="1"),
        UploadedFile(say("夜间.jpg", "night.jpg"), "4.8 MB", FileState.SENDING, 62),
        UploadedFile(
            say("全景.jpg", "wide.jpg"),
            "25 MB",
            FileState.FAILED,
            problem=say(
                "照片太大(25 MB)。请选 20 MB 以内的照片；已填的内容还在。",
                "The photo is too large (25 MB). Choose one up to 20 MB; what you filled in is kept.",
            ),
            remove="3",
        ),
    )
    hint = say("拍清楚地点和周围。", "Show the place and what is around it.")
    return [
        (say("空", "empty"), Upload("photos", say("照片", "Photos"), hint, "image/*")),
        (
            say("已有文件、正在传、没传成", "kept, on its way, failed"),
            Upload("photos2", say("照片", "Photos"), hint, "image/*", files=files),
        ),
        (
            say("有错误", "with an error"),
            Upload(
                "photos3",
                say("照片", "Photos"),
                errors=(say("至少要一张照片。", "At least one photo is needed."),),
                required=True,
            ),
        ),
    ]


def form_with_errors() -> Form:
    """A form that came back: what is wrong, what was kept."""
    phone_error = say("手机号要 11 位，现在是 10 位。", "A telephone number has 11 digits; this one has 10.")
    kept = say("其他内容都还在。", "Everything else is kept.")
    return Form(
        action="",
        groups=(
            FieldGroup(
                say("怎么联系您", "How to reach you"),
                (
                    FormField(
                        "who",
                        say("姓名", "Name"),
                        value=say("李小明", "Li Xiaoming"),
                        required=True,
                        autocomplete="name",
                        width=Width.MEDIUM,
                    ),
                    FormField(
                        "mobile",
                        say("手机号", "Telephone"),
                        FieldKind.TEL,
                        "1380013800",
                        errors=(phone_error,),
                        required=True,
                        width=Width.SHORT,
                    ),
                ),
            ),
            FieldGroup(
                say("说事", "What is the matter"),
                (
                    FormField("what", say("情况", "What happened"), FieldKind.AREA, required=True),
                    Upload("proof", say("照片", "Photos")),
                ),
            ),
        ),
        hidden=(("key", "0f8c"),),
        submit=say("提交", "Send"),
        summary=ErrorSummary((FieldProblem(f"{say('手机号', 'Telephone')}:{phone_error}", "id_mobile"),), kept=kept),
        others=(
            Action(say("先存着", "Keep for later"), "#", "post", Weight.QUIET),
            Action(say("上一步", "Back"), "#", weight=Weight.QUIET),
        ),
    )
