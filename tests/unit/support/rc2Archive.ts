/**
 * A PKCS#12 archive of old tools, which OpenSSL 3 cannot open, because RC2 with 40 bits encrypts its certificate. Its
 * passphrase is "old". `openssl pkcs12 -export -legacy -certpbe PBE-SHA1-RC2-40` made it from an unused key.
 */
export const rc2Archive = Buffer.from(
    [
        "MIIDcgIBAzCCAzgGCSqGSIb3DQEHAaCCAykEggMlMIIDITCCAhcGCSqGSIb3DQEHBqCCAggwggIEAgEAMIIB/QYJKoZIhvcNAQcB",
        "MBwGCiqGSIb3DQEMAQYwDgQIpGIX5GDAeh8CAggAgIIB0OD6QWMc4bRaV8eDamuGmfVTJqe/CdVj8lHCdgklkjyP2uUdA6eLQ/pZ",
        "TQaO/NzdhSvekP8mQq8c3ej1Dv8Kq8gDYHWJuNiquihiLcFlHzAz0sAYAFya2BzR11zDUOYYvvz4CvpAxF8+J3xd42jtNvJ1deSC",
        "AX6kAZjG5ghGaSPKqF+6SUR/KEyZQUqjAPCVQgv51QgFKhLypLEcWrT9b3ewo8C4mUalv2K0T9rxmOf5fK3FTYxfRM0cI3lAHOwR",
        "aSwuI7/jqqV5pH3rIYCyJBTz7MSbvyO6HaEhN5TiLOm6TpFERgSSxtuitOgeNTImfWDGVKSPBCy7bAQ7lnOYktz6HL9Z7Ny2b1cG",
        "4tmr81Yge1VuECIYiXMrY9uJvCHfz6BU4kWlJJ8bcEPUtR0tX6Do1n/0CLcNThmclSlVepymvJNplzvCKkhC83PU0uP+AyPnUQTT",
        "RViFEfubxUCOJtgzqC1/xp1kPtBjd4fRXN2Gw/LEzwPoGUmtdPaVA37CjlE2rr6GrWT7WccfcvvYppEVRCrRN2K3Tag9mdvcZX2v",
        "WdZOPiA6J+B1dj7fDmDLObK5KUf2Sn98kwL+QY5+01Q8S4j6OTnE3U7MnZgUqps/MIIBAgYJKoZIhvcNAQcBoIH0BIHxMIHuMIHr",
        "BgsqhkiG9w0BDAoBAqCBtDCBsTAcBgoqhkiG9w0BDAEDMA4ECOfdPpDHEFSAAgIIAASBkA8AuB0Rg2BJ2sfPsnJBpEpyJt4U4IQ5",
        "+BdpwngNO8JVVqPdg5Mc8ujxQmJrG0JjNSgJxDiBsSenF4/IttWmOQpISYgZAUiR+77pSnuBU6GFHzviG1vPtk4PifVv3Goapjzz",
        "fN/MnMps0L0hY7A2eg6dXAWSMGNxiBZPVX1xodYiAk4CqIukEWNQUefTnyPVfjElMCMGCSqGSIb3DQEJFTEWBBRqQtnR/homJpZ/",
        "CHqjPUOGwM1b/jAxMCEwCQYFKw4DAhoFAAQUNAc0laj9F1HsPj0fcciIR3d7GWwECChfeFA5KrmhAgIIAA==",
    ].join(""),
    "base64",
);
