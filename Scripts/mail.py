"""Asks for licence codes, approves, and reads the mails that arrive; called by Scripts/mail."""

import email
import email.policy
import json
import mailbox
import os
import pathlib
import shutil
import socketserver
import subprocess
import tempfile
import threading
import urllib.request

PROGRAM = os.environ["PROGRAM"]
WORK = pathlib.Path(tempfile.mkdtemp())
DB = str(WORK / "registry.sqlite")
BOX = mailbox.mbox(str(WORK / "mailbox"))
RECIPIENTS = []
# What arrives is looked at and waited for under this.
LOCK = threading.Condition()

RECORDS = """
{
  programmes: [{ id: "p", name: "Programme Été", contact: { email: "support@desk.example" },
    resend: { contactCoolingDays: 0, perLicence: 5 },
    desk: { timeZone: "Europe/Paris", days: ["mon"], opens: "09:00", closes: "18:00" } }],
  vendors: [{ id: "v", name: "V", escalation: { team: "T", outcome: "O" } }],
  products: [{ id: "d", vendor: "v", name: "Démo <Structure> & Cie", releases: [{ name: "2026" }, { name: "2025" },
    { name: "2024" }] }],
  customers: [{ id: "C-1", name: "Bureau d'Études Martin", locale: "fr", contacts: [
    { email: "elodie@martin.example", name: "Élodie Martin-Lefèvre\\r\\nBcc: thief@evil.example", mayReceiveCodes: true },
    { email: "bob@martin.example", name: "Bob \\"B\\" O'Neil", mayReceiveCodes: true, locale: "en" }] }],
  contracts: [{ number: "GA-1", customer: "C-1", programme: "p", starts: "2020-01-01", ends: "2099-12-31",
    entitlements: [{ product: "d", releases: "latest" }] }],
  licences: [{ code: "0421-7F3K-99QX-A1B2", contract: "GA-1", product: "d", release: "2026", seats: 5 },
    { code: "0421-7F3K-99QX-C3D4", contract: "GA-1", product: "d", release: "2024" }],
}
"""


class Sink(socketserver.StreamRequestHandler):
    """As much of SMTP as a mail agent needs to hand a message over."""

    def handle(self):
        self.say("220 sink.example")
        to, data = [], None
        for line in self.rfile:
            if data is not None:
                if line == b".\r\n":
                    with LOCK:
                        BOX.add(mailbox.mboxMessage(b"".join(data).replace(b"\r\n", b"\n")))
                        BOX.flush()
                        RECIPIENTS.append(to)
                        LOCK.notify_all()
                    data = None
                    self.say("250 kept")
                else:
                    data.append(line[1:] if line.startswith(b"..") else line)
                continue
            word = line[:4].upper()
            if word == b"RCPT":
                to = to + [line.decode().split("<")[1].split(">")[0]]
            if word == b"DATA":
                data = []
                self.say("354 go on")
            elif word == b"QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")


def run(*words, user="desk", status=0):
    environment = dict(os.environ, LOGNAME=user, LICENCE_REGISTRY_DB=DB)
    result = subprocess.run([PROGRAM, *words], env=environment, capture_output=True, text=True)
    assert result.returncode == status, (words, result.returncode, result.stdout, result.stderr)
    return result.stdout


def wait_for_mail(count):
    with LOCK:
        LOCK.wait_for(lambda: len(RECIPIENTS) >= count, timeout=10)
        assert len(RECIPIENTS) == count, RECIPIENTS
        # From bytes, by the reader of Python's standard library.
        raw = BOX.get_bytes(count - 1)
        return email.message_from_bytes(raw, policy=email.policy.default), RECIPIENTS[-1]


def check(message, recipients, to, language, code, words):
    assert recipients == [to], recipients
    assert [a.addr_spec for a in message["To"].addresses] == [to], message["To"]
    assert message["From"].addresses[0].addr_spec == "support@desk.example"
    assert message["From"].addresses[0].display_name == "Programme Été"
    assert message["Content-Language"] == language and message["Auto-Submitted"] == "auto-generated"
    assert message["Bcc"] is None and message["Cc"] is None
    assert not message.defects, message.defects
    for name in ("Date", "Message-ID", "Subject"):
        assert message[name] and not message[name].defects, name
    assert message.get_content_type() == "multipart/alternative"
    text = message.get_body(("plain",)).get_content()
    html = message.get_body(("html",)).get_content()
    for word in words + [code]:
        assert word in text, (word, text)
    assert code in html and "Démo &lt;Structure&gt; &amp; Cie" in html and f'lang="{language}"' in html
    assert "Démo <Structure> & Cie" in text
    return text


def main():
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Sink)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    configuration = WORK / "msmtprc"
    configuration.write_text(
        f"account default\nhost 127.0.0.1\nport {server.server_address[1]}\nfrom support@desk.example\nauth off\ntls off\n")
    configuration.chmod(0o600)
    agent = f"{shutil.which('msmtp')} -C {configuration} -t"
    records = WORK / "records.json5"
    records.write_text(RECORDS)
    run("import", str(records), "--yes")

    # In French, by the command line: one that can go out at once.
    asked = json.loads(run("resend", "request", "--licence", "0421 7f3k 99qx a1b2", "--requested-by",
                           "ELODIE@martin.example", "--ticket", "T-48213", "--json"))
    assert asked["state"] == "approved", asked
    assert "0421" not in json.dumps(asked)
    assert json.loads(run("resend", "deliver", "--sendmail", agent, "--json"))["sent"] == 1
    message, recipients = wait_for_mail(1)
    check(message, recipients, "elodie@martin.example", "fr", "0421-7F3K-99QX-A1B2",
          ["Bonjour Élodie Martin-Lefèvre", "Bureau d'Études Martin", "contrat GA-1", "Postes : 5", "T-48213", "support@desk.example"])
    assert message["Subject"] == "Votre code de licence, contrat GA-1"
    assert json.loads(run("resend", "show", asked["id"], "--json"))["state"] == "sent"

    # In English, over HTTP, through a running server: one that a person has to approve.
    tokens = {name: json.loads(run("token", "create", "--name", name, "--role", "approver", "--json"))["token"]
              for name in ("desk", "boss")}
    process = subprocess.Popen([PROGRAM, "serve", "--db", DB, "--port", "0", "--sendmail", agent],
                               stdout=subprocess.PIPE, text=True)
    try:
        base = process.stdout.readline().split()[-1]

        def post(path, token, body):
            request = urllib.request.Request(base + path, json.dumps(body).encode(), method="POST", headers={
                "Authorization": f"Bearer {tokens[token]}", "Content-Type": "application/json"})
            return json.load(urllib.request.urlopen(request))

        review = post("/v1/resends", "desk", {"licence": "0421-7F3K-99QX-C3D4", "requestedBy": "bob@martin.example"})
        assert review["state"] == "review" and review["code"] == "resend.release_not_supported", review
        # A stranger gets nothing, and neither does an address in the request.
        stranger = post("/v1/resends", "desk", {"licence": "0421-7F3K-99QX-C3D4", "requestedBy": "thief@evil.example"})
        assert stranger["state"] == "rejected" and stranger["code"] == "resend.not_a_contact", stranger
        assert post(f"/v1/resends/{review['id']}/approve", "boss", {"note": "called back"})["state"] == "approved"
        message, recipients = wait_for_mail(2)
        text = check(message, recipients, "bob@martin.example", "en", "0421-7F3K-99QX-C3D4",
                     ["Hello Bob \"B\" O'Neil", "contract GA-1"])
        assert "ticket" not in text
        assert message["To"].addresses[0].display_name == "Bob \"B\" O'Neil"
    finally:
        process.terminate()
        process.wait(20)
    print(f"2 mails through {agent.split()[0]}, read and found right in French and English.")
    shutil.rmtree(WORK)


main()
