import Basics
package import Domain

/// Which of the undecided films are added together.
package enum BulkChoice: Sendable, Hashable {
    /// Those that nobody need look at.
    case sure
    /// Those whose match is at least so sure, 0...1.
    case confidence(atLeast: Double)

    func includes(_ item: ImportItem) -> Bool {
        guard item.status == .pending, item.match != nil else { return false }
        return switch self {
        case .sure: item.quality == .high
        case .confidence(let least): item.confidence >= least
        }
    }
}

/// How films that are added together are rated.
package enum BulkRating: Sendable, Hashable {
    /// All alike, 1 to 10, but for those that the person has rated already.
    case value(Int)
    /// As the file does; those that it does not rate are watched, or kept, without a rating.
    case ofFile
    case watchedOnly

    /// What somebody said of a film by itself counts for more than what is said of many.
    func choice(isRated: Bool) -> ImportChoice {
        switch self {
        case .value(let value): isRated ? .watched : .rate(value, at: nil)
        case .ofFile: .asInFile(ratedAt: nil)
        case .watchedOnly: .watched
        }
    }
}

/// What adding many films came to.
package struct BulkOutcome: Sendable, Hashable {
    package let added: Int
    /// Films that are still to be decided about.
    package let remaining: Int
}

extension ImportDesk {
    /// Adds many films, in a transaction for every few hundred; when it ends in between, what was added stays and
    /// calling it again adds the rest. Throws `ImportError.unknownSession`.
    package func addMatched(
        _ choice: BulkChoice, _ rating: BulkRating, in session: ImportSession, from address: String?
    ) async throws -> BulkOutcome {
        let shelf = try await shelf(of: session.userID)
        let rated = try await stores.imports.rated(by: session.userID)
        var added = 0
        for offset in stride(from: 0, to: session.itemCount, by: ImportsLimits.addedPerTransaction) {
            added += try await addPage(at: offset, of: session, shelf: shelf, choice) { item in
                rating.choice(isRated: rated.contains(item))
            }
        }
        if added > 0 {
            await requestEnrichment()
            await record(ImportAudit.applied, of: session, "\(added) films", from: address)
        }
        let present = try await stores.imports.session(uuid: session.uuid, of: session.userID)
        guard let present else { throw ImportError.unknownSession }
        return BulkOutcome(added: added, remaining: present.remainingCount)
    }

    /// Tries again with what is then undecided when somebody was quicker with one of the films.
    private func addPage(
        at offset: Int, of session: ImportSession, shelf: ImportShelf, _ bulk: BulkChoice,
        choice: (ImportItem) -> ImportChoice
    ) async throws -> Int {
        for attempt in 1...ImportsLimits.bulkAttemptsMax {
            let items = try await items(of: session, offset: offset, limit: ImportsLimits.addedPerTransaction)
            let now = world.now()
            let decisions = items.enumerated().compactMap { place, item -> ImportDecision? in
                guard bulk.includes(item), let match = item.match else { return nil }
                return choice(item).decision(on: item, at: offset + place, draft: match.draft, now: now)
            }
            guard !decisions.isEmpty else { return 0 }
            do {
                return try await stores.imports.apply(decisions, in: session.id, shelf: shelf, at: now).count
            } catch ImportError.alreadyProcessed where attempt < ImportsLimits.bulkAttemptsMax {
                continue
            }
        }
        return 0
    }
}
