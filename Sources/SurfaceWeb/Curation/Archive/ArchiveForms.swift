import Basics
import Curation
import Domain

/// Where Stash is, and its key, which is never shown.
struct ConnectForm: Sendable {
    let connectAddress: String
    let isConnected: Bool
    let keyHint: String
    let isAsked: Bool

    init(_ content: ArchiveContent, _ news: ArchiveNews) {
        connectAddress = news.enteredAddress ?? content.address ?? ""
        isConnected = content.address != nil
        isAsked = !isConnected || news.enteredAddress != nil
        keyHint =
            content.hasKey
            ? "A key is kept. Leave this empty to keep it; it is forgotten when the address changes to another server."
            : "Stash shows it under Settings, Security. Leave it empty when Stash asks for none."
    }
}

/// How far the archive is read, and what can be read now.
struct SyncPanel: Sendable {
    let syncLines: [String]
    /// Reads those that the filters show.
    let shownLabel: String?
    let canRead: Bool

    init(_ content: ArchiveContent, _ choice: ArchiveChoice, now: Instant) {
        let statistics = content.statistics
        var lines: [String] = []
        if let last = statistics.finishedAt[.scene] {
            lines.append("Scenes were read \(Moments.words(last, now: now)).")
        } else {
            lines.append("Scenes were never read to the end.")
        }
        let waiting = ArchiveKind.allCases.compactMap { kind -> String? in
            let count = statistics.pending[kind] ?? 0
            return count > 0 ? Moments.count(count, kind.rawValue) : nil
        }
        if !waiting.isEmpty { lines.append("Changed in Stash since then: \(waiting.joined(separator: ", ")).") }
        syncLines = lines
        canRead = !statistics.isSyncing
        let total = content.page.total
        shownLabel =
            choice.isNarrow && (1...WebLimits.scenesReadAnewMax).contains(total)
            ? "Read the \(Moments.count(total, "scene")) shown" : nil
    }
}

/// The filters of the list of scenes.
struct ArchiveFilters: Sendable {
    let find: String
    let studio: String
    let performer: String
    let tag: String
    let without: String
    let from: String
    let to: String
    let organised: [MenuEntry]
    let analysed: [MenuEntry]
    let orders: [MenuEntry]
    let isNarrow: Bool

    init(_ choice: ArchiveChoice) {
        (find, studio, performer) = (choice.search, choice.studio, choice.performer)
        (tag, without) = (choice.tag, choice.withoutTag)
        (from, to) = (choice.from, choice.to)
        organised = Self.flags(choice.isOrganized, yes: "Organised", no: "Not organised")
        analysed = Self.flags(choice.isAnalyzed, yes: "Looked through", no: "Not looked through")
        orders = ArchiveOrder.allCases.map {
            MenuEntry(entryValue: $0.rawValue, entryWords: $0.words, isChosen: $0 == choice.sort)
        }
        isNarrow = choice.isNarrow
    }

    private static func flags(_ value: Bool?, yes: String, no: String) -> [MenuEntry] {
        [
            MenuEntry(entryValue: "", entryWords: "All", isChosen: value == nil),
            MenuEntry(entryValue: "yes", entryWords: yes, isChosen: value == true),
            MenuEntry(entryValue: "no", entryWords: no, isChosen: value == false),
        ]
    }
}

/// What is to be looked through, and for what.
struct AnalysisForm: Sendable {
    let allLabel: String
    let threshold: Int
    let nameMax = WebLimits.planNameCharactersMax

    init(_ content: ArchiveContent, _ choice: ArchiveChoice) {
        let total = Moments.count(content.page.total, "scene")
        allLabel = choice.isNarrow ? "Look through the \(total) shown" : "Look through all \(total)"
        threshold = CurationWords.hundredths(content.threshold)
    }
}
