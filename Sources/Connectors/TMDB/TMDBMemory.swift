import Basics

/// Remembers answers and unknown ids for as long as they are good, and lets equal questions share one request.
///
/// In memory and bounded: a restart asks again, which the limits of the API allow. What was found is kept for good in
/// the catalogue anyway.
actor TMDBMemory {
    typealias Answer = (value: any Sendable, keptSeconds: Double)

    private struct Kept {
        let result: Result<any Sendable, TMDBFailure>
        let until: ContinuousClock.Instant
    }

    private struct Flight {
        let number: Int
        let task: Task<any Sendable, any Error>
        var waiting: Int
    }

    private let clock: OutgoingClock
    private var kept = BoundedCache<String, Kept>(capacity: ConnectorsLimits.tmdbAnswersKept)
    private var flights: [String: Flight] = [:]
    private var lastNumber = 0

    init(clock: OutgoingClock) {
        self.clock = clock
    }

    /// The answer from memory, from a request that is under way, or from `fetch`.
    ///
    /// The request goes on while anybody waits for it. Throws what `fetch` throws.
    func value(
        of target: String, fetch: @escaping @Sendable () async throws -> Answer
    ) async throws -> any Sendable {
        try Task.checkCancellation()
        if let known = kept[target], clock.now() < known.until { return try known.result.get() }
        let flight = join(target, fetch)
        return try await withTaskCancellationHandler {
            try await flight.task.value
        } onCancel: {
            Task { await self.leave(target, flight.number) }
        }
    }

    private func join(_ target: String, _ fetch: @escaping @Sendable () async throws -> Answer) -> Flight {
        if var flight = flights[target] {
            flight.waiting += 1
            flights[target] = flight
            return flight
        }
        lastNumber += 1
        let number = lastNumber
        let flight = Flight(number: number, task: Task { try await fly(target, number, fetch) }, waiting: 1)
        flights[target] = flight
        return flight
    }

    private func fly(_ target: String, _ number: Int, _ fetch: @Sendable () async throws -> Answer) async throws
        -> any Sendable
    {
        defer { if flights[target]?.number == number { flights[target] = nil } }
        do {
            let answer = try await fetch()
            keep(.success(answer.value), of: target, seconds: answer.keptSeconds)
            return answer.value
        } catch TMDBFailure.notFound {
            keep(.failure(.notFound), of: target, seconds: ConnectorsLimits.tmdbUnknownSeconds)
            throw TMDBFailure.notFound
        }
    }

    private func keep(_ result: Result<any Sendable, TMDBFailure>, of target: String, seconds: Double) {
        kept[target] = Kept(result: result, until: clock.now() + .seconds(seconds))
    }

    private func leave(_ target: String, _ number: Int) {
        guard var flight = flights[target], flight.number == number else { return }
        flight.waiting -= 1
        flights[target] = flight.waiting > 0 ? flight : nil
        if flight.waiting == 0 { flight.task.cancel() }
    }
}
