import Basics
import Domain
import Storage
import TestKit
import Testing

extension QueryPlanTests {
    /// Viewings are read of the time that is asked for, whoever watched.
    static let topPicks = [
        Query("films that everybody watches", sorts: true) {
            _ = try await $0.topPicks.popular(.movie, since: .test(0), viewersMin: 2)
        },
        Query("series that everybody watches", sorts: true) {
            _ = try await $0.topPicks.popular(.series, since: .test(0), viewersMin: 2)
        },
    ]
}
