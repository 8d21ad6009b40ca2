package dev.errand.plugins.dns;

import org.xbill.DNS.Type;

/** The types of records that can be asked for. */
enum RecordType {
    A(Type.A),
    AAAA(Type.AAAA),
    MX(Type.MX),
    TXT(Type.TXT),
    NS(Type.NS),
    SOA(Type.SOA),
    CNAME(Type.CNAME),
    PTR(Type.PTR),
    SRV(Type.SRV),
    CAA(Type.CAA);

    private final int code;

    RecordType(int code) {
        this.code = code;
    }

    /** The number on the wire. */
    int code() {
        return code;
    }
}
