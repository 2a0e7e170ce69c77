import Catalogue
import Domain

/// Why a title may be taken for another than its files are.
struct MatchDoubt: Sendable, Hashable {
    let name: FileName
    /// The files are called otherwise than the title and its original title.
    let hasOtherName: Bool
    let hasOtherYear: Bool
    /// No version of a film is about as long as it should be.
    let hasOtherLength: Bool

    /// Nil where everything fits.
    init?(_ checked: CheckedTitle, _ name: FileName) {
        let metadata = checked.title.metadata
        let key = TitleNameMatch.key(name.title)
        let names = [metadata.title, metadata.originalTitle].compactMap(\.self)
        self.name = name
        hasOtherName = !key.isEmpty && !names.contains { TitleNameMatch.key($0) == key }
        if let year = metadata.year, let told = name.year {
            hasOtherYear = abs(year - told) > CurationLimits.nameYearsApartMax
        } else {
            hasOtherYear = false
        }
        hasOtherLength = !checked.isAboutAsLong(as: metadata.runtimeMinutes)
        guard hasOtherName || hasOtherYear || hasOtherLength else { return nil }
    }

    /// How sure another entry with the files' name is.
    func confidence(_ found: TitleMetadata, for checked: CheckedTitle) -> Double {
        var confidence = 0.6
        if hasOtherName { confidence += 0.15 }
        if hasOtherYear { confidence += 0.1 }
        if hasOtherLength, found.runtimeMinutes != nil, checked.isAboutAsLong(as: found.runtimeMinutes) {
            confidence += 0.1
        }
        if checked.title.provenance.sources[.title] == .nfo { confidence -= 0.2 }
        return confidence
    }

    /// For people.
    func reason(_ checked: CheckedTitle) -> String {
        let metadata = checked.title.metadata
        var reasons: [String] = []
        if hasOtherName { reasons.append("its files are called \u{201C}\(name.title)\u{201D}") }
        if hasOtherYear, let told = name.year, let year = metadata.year {
            reasons.append("they say \(told), and it is of \(year)")
        }
        if hasOtherLength, let minutes = checked.versionMinutes.first, let runtime = metadata.runtimeMinutes {
            reasons.append("they run \(Int(minutes.rounded())) minutes instead of \(runtime)")
        }
        let text = reasons.joined(separator: ", ")
        return text.prefix(1).uppercased() + text.dropFirst() + "."
    }
}

extension CheckedTitle {
    /// How long each version of a film is, as far as it was measured, in the order of the versions.
    var versionMinutes: [Double] {
        guard title.kind == .movie else { return [] }
        return Dictionary(grouping: files, by: \.version).sorted { $0.key < $1.key }.compactMap { _, parts in
            let minutes = parts.compactMap(\.minutes)
            return minutes.count == parts.count ? minutes.reduce(0, +) : nil
        }
    }

    /// Whether a version of the film is about that long; true where nobody knows.
    func isAboutAsLong(as runtime: Int?) -> Bool {
        guard let runtime = runtime.map(Double.init), runtime > 0 else { return true }
        let versions = versionMinutes
        return versions.isEmpty
            || versions.contains { minutes in
                let apart = abs(minutes - runtime)
                return apart <= CurationLimits.runtimeMinutesMax
                    || apart <= runtime * CurationLimits.runtimeShareMax
            }
    }
}
