import Basics
import Foundation

/// Names of files and folders of libraries, such that every file system takes them.
package enum LibraryFileName {
    /// `Title (Year) [id]`.
    package static func film(_ title: String, year: Int?, id: String) -> String {
        fitted(title, (year.map { " (\($0))" } ?? "") + " [\(cleaned(id))]")
    }

    /// `Title (Year)`.
    package static func folder(_ title: String, year: Int?) -> String {
        fitted(title, year.map { " (\($0))" } ?? "")
    }

    /// `Season 01`; specials are season 0.
    package static func season(_ number: Int) -> String { "Season " + twoDigits(number) }

    /// `Series S01E02 Name`.
    package static func episode(of series: String, season: Int, number: Int, name: String) -> String {
        let place = "S\(twoDigits(season))E\(twoDigits(number))"
        let series = shortened(cleaned(series), LibraryLimits.namePartBytesMax / 2)
        let name = shortened(cleaned(name), LibraryLimits.namePartBytesMax)
        return name.isEmpty ? "\(series) \(place)" : "\(series) \(place) \(name)"
    }

    /// Without `< > : " / \ | ? *`, signs that do not show, doubled blanks, dots at the beginning, and dots and blanks
    /// at the end. What Windows keeps for devices gets a sign behind it.
    package static func cleaned(_ text: String) -> String {
        let allowed = text.precomposedStringWithCanonicalMapping.unicodeScalars.filter { scalar in
            !forbidden.contains(scalar)
                && (joiners.contains(scalar) || !hidden.contains(scalar.properties.generalCategory))
        }
        let words = String(String.UnicodeScalarView(allowed)).split(whereSeparator: \.isWhitespace)
        let name = trimmed(words.joined(separator: " "))
        let device = name.prefix { $0 != "." && $0 != " " }.uppercased()
        return devices.contains(device) && device.count == name.count ? name + "_" : name
    }

    private static func fitted(_ title: String, _ end: String) -> String {
        let title = shortened(cleaned(title), max(1, LibraryLimits.nameBytesMax - end.utf8.count))
        let name = trimmed((title.isEmpty ? nameless : title) + end)
        return name
    }

    /// Whole characters of at most so many bytes.
    private static func shortened(_ text: String, _ bytesMax: Int) -> String {
        guard text.utf8.count > bytesMax else { return text }
        var (bytes, kept) = (0, "")
        for character in text {
            bytes += character.utf8.count
            guard bytes <= bytesMax else { break }
            kept.append(character)
        }
        return trimmed(kept)
    }

    private static func trimmed(_ text: String) -> String {
        var text = text[...]
        while let first = text.first, first == "." || first == " " { text.removeFirst() }
        while let last = text.last, last == "." || last == " " { text.removeLast() }
        return String(text)
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

    private static let forbidden = Set("<>:\"/\\|?*".unicodeScalars)
    private static let hidden: Set<Unicode.GeneralCategory> = [.control, .format, .lineSeparator, .paragraphSeparator]
    /// They do not show either, but letters of some scripts, and families, are not the same without them.
    private static let joiners: Set<Unicode.Scalar> = ["\u{200C}", "\u{200D}"]
    private static let devices = Set(
        ["CON", "PRN", "AUX", "NUL"] + (1...9).flatMap { ["COM\($0)", "LPT\($0)"] })
    /// Of a title of which nothing is left.
    private static let nameless = "Untitled"
}
