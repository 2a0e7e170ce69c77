import Basics
import Hummingbird
import NIOCore
import SurfaceKit

extension Request {
    /// The bytes of a JSON body. Throws `SurfaceFailure` `bodyTooLarge` and `bodyIncomplete`.
    func curationBody() async throws -> [UInt8] {
        Array(buffer: try await bodyBytes(max: CurationWireLimits.bodyBytesMax))
    }
}

extension GivenFields {
    /// The values of a parameter of the query that may come several times, as `name` or `name[]`, and may itself be a
    /// list with commas; empty ones do not count. Nil when there is none. More than `CurationWireLimits.textsMax` are
    /// noted.
    func texts(_ name: String, _ check: inout Check) -> [String]? {
        guard case .object(let members) = values else { return nil }
        let texts = members.filter { $0.name == name || $0.name == name + "[]" }
            .flatMap { $0.value.text?.split(separator: ",") ?? [] }.map { String($0).trimmedASCII }
            .filter { !$0.isEmpty }
        if texts.count > CurationWireLimits.textsMax {
            check.note(.tooMany(max: CurationWireLimits.textsMax), of: self[name])
        }
        return texts.isEmpty ? nil : texts
    }
}

extension Rule where Value == Bool {
    /// `true` and `false`, or one of the words and numbers that stand for them.
    static let bool = Rule { value throws(Fault) in
        let word: String
        switch value {
        case .bool(let value): return value
        case .number(let text), .text(let text): word = text.lowercased()
        default: throw Fault("bool_type", "Input should be a valid boolean")
        }
        switch word {
        case "true", "1", "yes", "on": return true
        case "false", "0", "no", "off": return false
        default: throw Fault("bool_parsing", "Input should be a valid boolean, unable to interpret input")
        }
    }
}

extension Rule where Value == [String] {
    /// A list of texts; whole numbers in it count as texts, because clients send ids as they have them.
    static func texts(countMax: Int = CurationWireLimits.bodyTextsMax) -> Rule<[String]> {
        Rule { value throws(Fault) in
            guard let elements = value.list else { throw Fault("list_type", "Input should be a valid list") }
            guard elements.count <= countMax else { throw .tooMany(max: countMax) }
            var texts: [String] = []
            for (position, element) in elements.enumerated() {
                guard let text = element.text ?? element.int.map(String.init) else {
                    throw Fault("string_type", "Input should be a valid string").at(position)
                }
                texts.append(text)
            }
            return texts
        }
    }
}

extension Rule where Value == JSONTree {
    /// Anything, null included.
    static let any = Rule { value throws(Fault) in value }
}

extension Fault {
    static func tooMany(max: Int) -> Fault {
        Fault("too_long", "List should have at most \(max) items", "max_length", .number(String(max)))
    }
}

/// Which page of a list is asked for.
struct CurationPage {
    /// From 1.
    let number: Int
    let size: Int

    /// Takes `page` and `per_page`; what is wrong with them is noted.
    init(_ query: GivenFields, _ check: inout Check) {
        number = check.value(query["page"], .int(in: 1...Int.max), standard: 1)
        size = check.value(
            query["per_page"], .int(in: 1...CurationWireLimits.pageSizeMax),
            standard: CurationWireLimits.pageSizeStandard)
    }

    var offset: Int { (min(number, CurationWireLimits.pageNumberMax) - 1) * size }

    /// The envelope of a page of `total` things.
    func json<Item>(_ items: [Item], total: Int, _ write: (inout JSONWriter, Item) -> Void) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.name("items")
            writer.list(items, write)
            writer.name("page")
            writer.value(number)
            writer.name("pages")
            writer.value((total + size - 1) / size)
            writer.name("per_page")
            writer.value(size)
            writer.name("total")
            writer.value(total)
        }
        return writer.bytes
    }
}

extension Instant {
    /// As clients of this surface read it: in UTC with `Z`, with milliseconds only where there are some.
    var curationText: String { milliseconds % 1000 == 0 ? iso8601 : iso8601WithMilliseconds }
}
