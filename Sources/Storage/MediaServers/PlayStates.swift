import Domain
import SQL

/// What was watched elsewhere, among the reports that this server's own players go by: whoever saw an episode on the
/// media server is not offered it again here.
///
/// Such a play is an end without a position, which no player reports. It takes its place by its moment, so that who
/// began the title again later is still in the middle of it.
struct PlayStates {
    let states: WatchStateRows

    /// Puts plays in place of those that were known.
    func put(_ plays: [TitlePlays]) throws {
        let moments = Dictionary(plays.map { ($0.titleID, $0.lastAt ?? WatchEvent.undated) }, uniquingKeysWith: max)
        try change(Array(moments.keys)) { title in
            moments[title].map { WatchReport(at: $0, position: 0, mark: .finished) }
        }
    }

    func remove(_ titles: [TitleID]) throws {
        try change(titles) { _ in nil }
    }

    private func change(_ titles: [TitleID], _ play: (TitleID) -> WatchReport?) throws {
        let known = try states.reports(of: titles)
        var changed: [TitleID: WatchReports] = [:]
        for title in titles {
            let own = (known[title]?.kept ?? []).filter { !$0.isFromElsewhere }
            let reports = WatchReports(own + [play(title)].compactMap(\.self))
            if reports != known[title] ?? WatchReports() { changed[title] = reports }
        }
        try states.store(changed)
    }
}

extension WatchReport {
    fileprivate var isFromElsewhere: Bool { mark == .finished && position == 0 }
}
