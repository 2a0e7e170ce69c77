extension Collection where Element: Sendable, Self: Sendable {
    /// The results of `transform` in the order of the elements, with at most `limit` of them in the making at a time.
    ///
    /// The first error cancels what is under way and is thrown.
    package func mapConcurrently<Result: Sendable>(
        atMost limit: Int, _ transform: @escaping @Sendable (Element) async throws -> Result
    ) async throws -> [Result] {
        try await withThrowingTaskGroup(of: (place: Int, result: Result).self) { group in
            var results = [Result?](repeating: nil, count: count)
            for (place, element) in enumerated() {
                if place >= limit, let done = try await group.next() { results[done.place] = done.result }
                group.addTask { (place, try await transform(element)) }
            }
            for try await done in group { results[done.place] = done.result }
            return results.compactMap { $0 }
        }
    }
}
