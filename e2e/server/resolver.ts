import { createSocket } from "node:dgram";

/** The domain whose names the resolver counts: each question for `<key>.sink.test` is an arrival. */
export const sinkDomain = "sink.test";

/** A DNS server on a loopback address. Names of `sinkDomain` lead to 127.0.0.1, all others do not exist. */
export async function startResolver(address: string, arrive: (key: string) => void): Promise<{ close(): void }> {
  const socket = createSocket("udp4", (question, { port, address: asker }) => {
    const { name, type, end } = readQuestion(question);
    const known = name.endsWith(`.${sinkDomain}`);
    if (known) arrive(name.slice(0, -sinkDomain.length - 1));
    socket.send(answer(question.subarray(0, end), known, type === 1), port, asker);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("error", reject);
    socket.bind(53, address, resolve);
  });
  return { close: () => void socket.close() };
}

/** The one question that every resolver's client asks (RFC 1035, 4.1.2). Case is theirs to play with. */
function readQuestion(message: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString("latin1", at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join(".").toLowerCase(), type: message.readUInt16BE(at + 1), end: at + 5 };
}

/** The header and question come back, with one A record, with none, or as NXDOMAIN (RFC 1035, 4.1). */
function answer(question: Buffer, known: boolean, wantsAddress: boolean): Buffer {
  const message = Buffer.from(question);
  message.writeUInt16BE(known ? 0x8580 : 0x8583, 2);
  message.writeUInt16BE(known && wantsAddress ? 1 : 0, 6);
  message.writeUInt32BE(0, 8);
  // A pointer to the name in the question, A, IN, kept for 0 seconds, 4 bytes.
  const record = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, 127, 0, 0, 1]);
  return known && wantsAddress ? Buffer.concat([message, record]) : message;
}
