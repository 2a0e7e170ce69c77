import Basics
import Domain
import SQL

/// What was watched elsewhere, among the reports that this server's own players go by: whoever saw an episode on the
/// media server, or brought a file that says so, is not offered it again here.
///
/// The latest viewing of all other sources together is an end without a position, which no player reports. It takes its
/// place by its moment, so that who began the title again later is still in the middle of it.
struct PlayStates {
    let states: WatchStateRows

    /// Works titles out anew whose viewings of other sources changed.
    func refresh(_ titles: some Collection<TitleID>) throws {
        guard !titles.isEmpty else { return }
        let known = try states.reports(of: Array(titles))
        let latest = try latest(of: titles)
        var changed: [TitleID: WatchReports] = [:]
        for title in titles {
            let own = (known[title]?.kept ?? []).filter { !$0.isFromElsewhere }
            let play = latest[title].map { WatchReport(at: $0, position: 0, mark: .finished) }
            let reports = WatchReports(own + [play].compactMap(\.self))
            if reports != known[title] ?? WatchReports() { changed[title] = reports }
        }
        try states.store(changed)
    }

    private func latest(of titles: some Collection<TitleID>) throws -> [TitleID: Instant] {
        var latest: [TitleID: Instant] = [:]
        try states.connection.forEach(
            """
            SELECT title_id, MAX(watched_at) FROM watch_event
            WHERE profile_id = \(states.profile) AND title_id IN \(list: titles) AND source <> \(WatchSource.playback)
            GROUP BY title_id
            """
        ) { latest[try $0.get(0)] = try $0.get(1) }
        return latest
    }
}

extension WatchReport {
    fileprivate var isFromElsewhere: Bool { mark == .finished && position == 0 }
}
