import SurfaceKit

/// Bodies of forms, and how tests read them.
enum MultipartSamples {
    static let contentType = "multipart/form-data; boundary=XyZ"

    /// A body with the boundary `XyZ`, from parts that are whole: header lines, an empty line, content.
    static func body(_ parts: [String], preamble: String = "", epilogue: String = "\r\n") -> [UInt8] {
        let opened = parts.map { "--XyZ\r\n" + $0 + "\r\n" }.joined()
        return Array((preamble + opened + "--XyZ--" + epilogue).utf8)
    }

    static func part(_ name: String, _ content: String) -> String {
        "Content-Disposition: form-data; name=\"\(name)\"\r\n\r\n" + content
    }

    /// What a reader got to know, with adjacent data put together, up to the error if there is one.
    struct Outcome: Equatable {
        var events: [MultipartEvent] = []
        var error: MultipartError?
    }

    /// The outcome of a body that comes in pieces, and is over after the last one.
    ///
    /// With an error, events of the same piece are lost; hence only the error is kept then.
    static func outcome(_ pieces: [ArraySlice<UInt8>], contentType: String = contentType) -> Outcome? {
        guard var parser = MultipartParser(contentType: contentType) else { return nil }
        var outcome = Outcome()
        do {
            for piece in pieces {
                for event in try parser.feed(piece) { outcome.append(event) }
            }
            try parser.finish()
        } catch {
            return Outcome(error: error)
        }
        return outcome
    }

    static func outcome(_ body: [UInt8], contentType: String = contentType) -> Outcome? {
        outcome([body[...]], contentType: contentType)
    }

    /// Bodies of all kinds, good and bad ones.
    static let bodies: [[UInt8]] = [
        body([]),
        body([part("a", "1")]),
        body([part("a", "1"), part("b", ""), part("a", "2")], preamble: "Hello\r\n", epilogue: "\r\n--XyZ\r\nbye"),
        body([part("near", "\r\n--Xy\r\r\n--XyY\n--XyZ\r\n-\r\n--\r\n"), part("lines", "\r\n\r\n")]),
        body(["Content-Disposition: form-data; name=empty\r\n"]),
        body([
            "content-disposition:form-data; name=\"f\"; filename=\"ü %22x%22.apk\"\r\n"
                + "X-Other: 1\r\nContent-Type:  application/zip \r\n\r\nPK\u{3}\u{4}"
        ]),
        Array("--XyZ \t \r\nContent-Disposition: form-data; name=\"a\"\r\n\r\npadded\r\n--XyZ--".utf8),
        Array("--XyZ--".utf8),
        Array("no delimiter at all".utf8),
        Array("--XyZ\r\n\(part("a", "cut off"))\r\n--XyZ".utf8),
        Array("--XyZ\r\n\(part("a", "cut off"))\r\n--XyZ-".utf8),
        Array("--XyZ\r\n\(part("a", "1"))\r\n--XyZoo\r\n".utf8),
        Array("--XyZ\n\(part("a", "1"))\n--XyZ--\n".utf8),
        body(["Content-Disposition: form-data\r\n\r\n1"]),
        body(["Content-Disposition: form-data; name=a\n\n1"]),
        body(["Content-Disposition: form-data;\r\n name=a\r\n\r\n1"]),
        body(["\(String(repeating: "X-Long: 1\r\n", count: 17))\r\n1"]),
    ]
}

extension MultipartSamples.Outcome {
    mutating func append(_ event: MultipartEvent) {
        if case .data(let more) = event, case .data(let data)? = events.last {
            events[events.count - 1] = .data(data + more)
        } else {
            events.append(event)
        }
    }

    /// The parts with their contents as text.
    var parts: [(head: MultipartHead, content: String)] {
        var parts: [(head: MultipartHead, content: String)] = []
        for event in events {
            switch event {
            case .part(let head): parts.append((head, ""))
            case .data(let bytes): parts[parts.count - 1].content += String(decoding: bytes, as: UTF8.self)
            case .endOfPart, .end: continue
            }
        }
        return parts
    }
}

/// The same numbers on every run (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// Cuts `bytes` at up to `cuts` places.
    mutating func pieces(_ bytes: [UInt8], cuts: Int) -> [ArraySlice<UInt8>] {
        let places = (0..<cuts).map { _ in Int.random(in: 0...bytes.count, using: &self) }.sorted()
        return zip([0] + places, places + [bytes.count]).map { bytes[$0..<$1] }
    }
}
