"""Texts with which a student might attack whoever opens a page."""

CANARY = "document.title='canary'"
PAYLOADS = (
    f"<script>{CANARY}</script>",
    f'"><img src=x onerror="{CANARY}">',
    f'\'><svg onload="{CANARY}"></svg>',
    f"</title></style></pre></textarea><script>{CANARY}</script>",
    f'<details open ontoggle="{CANARY}">x</details>',
    f'<iframe srcdoc="<script>parent.{CANARY}</script>"></iframe>',
    f'<meta http-equiv=refresh content="0;url=javascript:{CANARY}">',
    f'<body onload="{CANARY}"><input autofocus onfocus="{CANARY}">',
    "<style>@import url(http://example.org/x.css)</style><link rel=stylesheet href=http://example.org/x.css>",
    f'[click](javascript:{CANARY}) ![x](x" onerror="{CANARY})',
    '<a href="javascript:alert(1)" style="position:fixed;inset:0">all over</a>',
    "<form action=http://example.org><button>send</button></form><base href=http://example.org>",
    "{{ ''.__class__ }} {% for x in y %}",
)
HOSTILE = "\n\n".join(PAYLOADS)
