import { generateKeyPairSync, sign } from "node:crypto";

function der(tag: number, ...parts: Buffer[]): Buffer {
    const body = Buffer.concat(parts);
    const length = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 0xff];
    return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

/** A key and a certificate for "localhost" that nobody signed but itself, as PEM; made anew, so that none is kept. */
export function selfSigned(): { key: string; cert: string } {
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const ecdsaWithSha256 = der(0x30, der(0x06, Buffer.from("2a8648ce3d040302", "hex")));
    const commonName = der(0x30, der(0x06, Buffer.from("550403", "hex")), der(0x0c, Buffer.from("localhost")));
    const name = der(0x30, der(0x31, commonName));
    const validity = der(0x30, der(0x17, Buffer.from("200101000000Z")), der(0x17, Buffer.from("490101000000Z")));
    const toBeSigned = der(
        0x30,
        der(0x02, Buffer.from([1])),
        ecdsaWithSha256,
        name,
        validity,
        name,
        publicKey.export({ type: "spki", format: "der" }),
    );
    const signature = der(0x03, Buffer.from([0]), sign("sha256", toBeSigned, privateKey));
    const certificate = der(0x30, toBeSigned, ecdsaWithSha256, signature).toString("base64");
    return {
        key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
        cert: `-----BEGIN CERTIFICATE-----\n${certificate.replace(/(.{64})/g, "$1\n")}\n-----END CERTIFICATE-----\n`,
    };
}
