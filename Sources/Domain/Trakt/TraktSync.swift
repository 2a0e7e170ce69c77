package import Basics

/// What is to be done about one title so that this server and Trakt agree: the last opinion wins.
package enum TraktSync {
    /// A rating of this server.
    package struct Own: Hashable, Sendable {
        /// 1 to 10.
        package let value: Int
        /// `trakt` stands for a copy of Trakt's that nobody touched since.
        package let source: RatingSource
        /// When the opinion was given, wherever that was.
        package let changedAt: Instant
        /// When this server heard of it, which is later for what a file or an app brings late.
        package let touchedAt: Instant
        /// When Trakt last said the same, or that it knows no such title; nil for never.
        package let agreedAt: Instant?

        /// Heard of at once where nothing else is said.
        package init(
            value: Int, source: RatingSource, changedAt: Instant, touchedAt: Instant? = nil, agreedAt: Instant?
        ) {
            self.value = value
            self.source = source
            self.changedAt = changedAt
            self.touchedAt = touchedAt ?? changedAt
            self.agreedAt = agreedAt
        }
    }

    /// What this server knows.
    package enum Ours: Hashable, Sendable {
        /// Nobody rated it here, or a copy of Trakt's rating went when that one did.
        case nothing
        case rated(Own)
        /// The user took a rating back here.
        case withdrawn(at: Instant)
    }

    /// What Trakt knows.
    package enum Theirs: Hashable, Sendable {
        case rated(value: Int, at: Instant)
        case absent
        /// It may have a rating that could not be read.
        case unknown
    }

    /// What to do, and when the opinion was given; dates of Trakt in the future become the present.
    package enum Decision: Hashable, Sendable {
        case importHere(value: Int, at: Instant)
        case updateHere(value: Int, at: Instant)
        case removeHere
        case push(value: Int, at: Instant)
        case removeThere
        case nothing
    }

    /// A rating here that came from Trakt follows Trakt, whose present rating is the later one whatever its date; the
    /// decision's moment is never before that of the rating it replaces, so that the store takes it. Against one's own
    /// rating the later moment wins, one's own if they are equal. A date in the future says nothing, so one's own
    /// rating wins, and being sent it also puts the date right.
    package static func decide(_ ours: Ours, _ theirs: Theirs, now: Instant) -> Decision {
        switch (ours, theirs) {
        case (.nothing, .rated(let value, let ratedAt)):
            return .importHere(value: value, at: min(ratedAt, now))
        case (.withdrawn(let moment), .rated(let value, let ratedAt)):
            return isLater(ratedAt, than: moment, now) ? .importHere(value: value, at: min(ratedAt, now)) : .removeThere
        case (.rated(let own), .rated(let value, let ratedAt)):
            if own.value == value { return .nothing }
            if own.source == .trakt { return .updateHere(value: value, at: max(min(ratedAt, now), own.changedAt)) }
            return isLater(ratedAt, than: own.changedAt, now)
                ? .updateHere(value: value, at: min(ratedAt, now))
                : .push(value: own.value, at: min(own.changedAt, now))
        case (.rated(let own), .absent):
            return decideAbsent(own, now)
        case (_, .unknown), (.nothing, .absent), (.withdrawn, .absent):
            return .nothing
        }
    }

    private static func isLater(_ ratedAt: Instant, than moment: Instant, _ now: Instant) -> Bool {
        ratedAt > moment && ratedAt <= now.adding(seconds: DomainLimits.traktClockSeconds)
    }

    /// A rating that vanished at Trakt goes here too if it came from there. One's own stays, and is not sent again
    /// unless it changed since Trakt had it: the user took it away there.
    private static func decideAbsent(_ own: Own, _ now: Instant) -> Decision {
        let isUntouched = own.agreedAt.map { own.touchedAt <= $0 } ?? false
        if own.source == .trakt { return isUntouched ? .removeHere : .nothing }
        return isUntouched ? .nothing : .push(value: own.value, at: min(own.changedAt, now))
    }
}
