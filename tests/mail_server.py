"""A mail server for the tests: keeps what it gets, asks for a password and STARTTLS if told to, refuses some for good.

mail_server.py PORT FOLDER [CERTIFICATE KEY [USER PASSWORD]]
Each letter is a file of FOLDER, with the envelope in its first line. nobody@… is refused with 550, later@… with 451.
"""
import asyncio, itertools, os, ssl, sys

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

port, folder = int(sys.argv[1]), sys.argv[2]
count = itertools.count(1)


class Keeps:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody@"):
            return "550 no such mailbox"
        if address.startswith("later@"):
            return "451 greylisted"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        part = os.path.join(folder, ".part")
        with open(part, "wb") as f:
            said = f"{envelope.mail_from} {','.join(envelope.rcpt_tos)} tls={session.ssl is not None} auth={session.authenticated}\n"
            f.write(said.encode() + envelope.content)
        os.rename(part, os.path.join(folder, f"{next(count):04d}.eml"))
        return "250 OK"


def knows(server, session, envelope, mechanism, data):
    is_known = isinstance(data, LoginPassword) and [data.login.decode(), data.password.decode()] == sys.argv[5:7]
    return AuthResult(success=is_known, handled=False)


options = {}
if len(sys.argv) > 4:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(sys.argv[3], sys.argv[4])
    options = {"tls_context": tls, "require_starttls": True}
if len(sys.argv) > 6:
    options |= {"authenticator": knows, "auth_required": True}
controller = Controller(Keeps(), hostname="127.0.0.1", port=port, **options)
controller.start()
print("ready", flush=True)
try:
    asyncio.new_event_loop().run_forever()
except KeyboardInterrupt:
    pass
