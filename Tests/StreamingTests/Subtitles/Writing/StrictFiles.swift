import Testing

@testable import Streaming

/// Checks files against the forms that players may rely on, independently of the product's own readers.
enum StrictFiles {
    /// What is wrong with a SubRip file; nil if nothing is.
    static func faultInSRT(_ bytes: [UInt8]) -> String? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return "not UTF-8" }
        if let fault = faultInScalars(text) { return fault }
        if text.isEmpty { return nil }
        guard text.hasSuffix("\n\n") else { return "no blank line at the end" }
        var start = "", number = 0
        for block in blocks(text) {
            number += 1
            let lines = block.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            guard lines.count >= 3 else { return "a cue without text: \(block)" }
            guard lines[0] == String(number) else { return "counter \(lines[0]) instead of \(number)" }
            guard let times = times(lines[1], separator: ",") else { return "times: \(lines[1])" }
            guard times.rest.isEmpty else { return "something behind the times: \(lines[1])" }
            if let fault = faultInOrder(times, &start) { return fault }
            if let fault = faultInText(lines.dropFirst(2).joined(separator: "\n"), isSRT: true) { return fault }
        }
        return nil
    }

    /// What is wrong with a WebVTT file; nil if nothing is.
    static func faultInWebVTT(_ bytes: [UInt8]) -> String? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return "not UTF-8" }
        if let fault = faultInScalars(text) { return fault }
        guard text.hasPrefix("WEBVTT\n\n") else { return "no signature" }
        let body = String(text.dropFirst(8))
        if body.isEmpty { return nil }
        guard body.hasSuffix("\n\n") else { return "no blank line at the end" }
        var start = ""
        for block in blocks(body) {
            let lines = block.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            guard lines.count >= 2 else { return "a cue without text: \(block)" }
            guard let times = times(lines[0], separator: ".") else { return "times: \(lines[0])" }
            guard times.rest.isEmpty || times.rest == " line:0" else { return "settings: \(times.rest)" }
            if let fault = faultInOrder(times, &start) { return fault }
            let text = lines.dropFirst().joined(separator: "\n")
            if text.contains("-->") { return "an arrow in a text: \(text)" }
            if let fault = faultInReferences(text) { return fault }
            if let fault = faultInText(text, isSRT: false) { return fault }
        }
        return nil
    }

    private static func blocks(_ text: String) -> [String] {
        // The last cue's blank line leaves one empty block behind it.
        Array(text.split(separator: "\n\n", omittingEmptySubsequences: false).map(String.init).dropLast())
    }

    private static func faultInScalars(_ text: String) -> String? {
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0A: continue
            case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF: return "U+\(String(scalar.value, radix: 16))"
            default: continue
            }
        }
        return nil
    }

    private static func times(_ line: String, separator: Character) -> (start: String, end: String, rest: String)? {
        guard let arrow = line.firstRange(of: " --> ") else { return nil }
        let start = String(line[..<arrow.lowerBound])
        let tail = line[arrow.upperBound...]
        let end = String(tail.prefix { $0 != " " })
        guard isTime(start, separator), isTime(end, separator) else { return nil }
        return (start, end, String(tail.dropFirst(end.count)))
    }

    private static func isTime(_ text: String, _ separator: Character) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3 else { return false }
        let seconds = parts[2].split(separator: separator, omittingEmptySubsequences: false)
        guard seconds.count == 2, parts[0].count >= 2, parts[1].count == 2, seconds[0].count == 2, seconds[1].count == 3
        else { return false }
        let digits = parts[0] + parts[1] + seconds[0] + seconds[1]
        guard digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return false }
        return Int(parts[1]) ?? 60 < 60 && Int(seconds[0]) ?? 60 < 60
    }

    /// Times of one width can be compared as text.
    private static func faultInOrder(_ times: (start: String, end: String, rest: String), _ last: inout String)
        -> String?
    {
        func padded(_ time: String) -> String { String(repeating: "0", count: 16 - time.count) + time }
        guard padded(times.end) > padded(times.start) else { return "ends before it starts: \(times)" }
        guard last.isEmpty || padded(times.start) >= padded(last) else { return "out of order: \(times)" }
        last = times.start
        return nil
    }

    private static func faultInReferences(_ text: String) -> String? {
        for piece in text.utf8.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false).dropFirst()
        where !["amp;", "lt;", "gt;"].contains(where: { piece.starts(with: $0.utf8) }) {
            return "a bare ampersand in \(text)"
        }
        return nil
    }

    /// Lines that are not blank, and tags `b`, `i`, `u` that nest and close. In SubRip other signs may be text.
    private static func faultInText(_ text: String, isSRT: Bool) -> String? {
        for line in text.split(separator: "\n", omittingEmptySubsequences: false)
        where line.allSatisfy(\.isWhitespace) {
            return "a blank line in \(text)"
        }
        var open: [UInt8] = []
        var rest = Array(text.utf8)[...]
        func begins(_ word: String) -> Bool { rest.starts(with: word.utf8) }
        if isSRT, (1...9).contains(where: { begins("{\\an\($0)}") }) { rest = rest.dropFirst(6) }
        while let byte = rest.first {
            if begins("{\\") { return "a tag between braces in \(text)" }
            let tag = "biu".utf8.first { begins("<\(Unicode.Scalar($0))>") || begins("</\(Unicode.Scalar($0))>") }
            if let tag, begins("</") {
                guard open.popLast() == tag else { return "crossed tags in \(text)" }
            } else if let tag {
                open.append(tag)
            } else if byte == UInt8(ascii: "<") {
                let next = rest.dropFirst().first ?? 0
                let isText = isSRT && !next.isLetter && next != UInt8(ascii: "/")
                guard isText else { return "a stray < in \(text)" }
            }
            rest.removeFirst()
        }
        return open.isEmpty ? nil : "open tags in \(text)"
    }
}

@Suite("The strict validators")
struct StrictFilesTests {
    @Test(
        "They find what is wrong with SubRip",
        arguments: [
            "1\n00:00:01,000 --> 00:00:02,000\nA\n", "2\n00:00:01,000 --> 00:00:02,000\nA\n\n",
            "1\n00:00:01.000 --> 00:00:02.000\nA\n\n", "1\n0:00:01,000 --> 0:00:02,000\nA\n\n",
            "1\n00:00:02,000 --> 00:00:01,000\nA\n\n", "1\n00:00:01,000 --> 00:00:02,000\n<i>A\n\n",
            "1\n00:00:01,000 --> 00:00:02,000\n<b><i>A</b></i>\n\n", "1\n00:00:01,000 --> 00:00:02,000\n<font>A\n\n",
            "1\n00:00:01,000 --> 00:00:02,000\n \n\n", "1\n00:00:01,000 --> 00:00:02,000\n\n\n",
            "\u{FEFF}1\n00:00:01,000 --> 00:00:02,000\nA\n\n", "1\r\n00:00:01,000 --> 00:00:02,000\r\nA\r\n\r\n",
            "1\n00:00:03,000 --> 00:00:04,000\nA\n\n2\n00:00:01,000 --> 00:00:02,000\nA\n\n",
            "1\n00:00:01,000 --> 00:00:02,000\nA{\\an8}\n\n", "1\n00:00:61,000 --> 00:01:02,000\nA\n\n",
        ])
    func badSRT(text: String) {
        #expect(StrictFiles.faultInSRT(Array(text.utf8)) != nil)
    }

    @Test(
        "They find what is wrong with WebVTT",
        arguments: [
            "", "WEBVTT", "WEBVTT\n\n00:00:01,000 --> 00:00:02,000\nA\n\n", "WEBVTT\n\n00:01.000 --> 00:02.000\nA\n\n",
            "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nA --> B\n\n",
            "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nA & B\n\n",
            "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nA < B\n\n", "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<i>A\n\n",
            "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n{\\an8}A\n\n", "WEBVTT\n\n00:00:01.000 --> 00:00:02.000 x\nA\n\n",
        ])
    func badWebVTT(text: String) {
        #expect(StrictFiles.faultInWebVTT(Array(text.utf8)) != nil)
    }

    @Test("They accept what is right")
    func good() {
        let srt = "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}<b><i>A</i></b>\na < b\n\n"
        let webVTT = "WEBVTT\n\n00:00:01.000 --> 100:00:02.000 line:0\n<b>A</b> &amp; &lt;\n\n"
        #expect(StrictFiles.faultInSRT(Array(srt.utf8)) == nil)
        #expect(StrictFiles.faultInSRT([]) == nil)
        #expect(StrictFiles.faultInWebVTT(Array(webVTT.utf8)) == nil)
        #expect(StrictFiles.faultInWebVTT(Array("WEBVTT\n\n".utf8)) == nil)
    }
}
