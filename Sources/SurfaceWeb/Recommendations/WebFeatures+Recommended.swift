package import Activity
package import Basics
package import Domain
package import Foundation
package import Recommendations

extension WebFeatures {
    /// What is recommended to people, why, and how good it is.
    package struct Recommended: Sendable {
        let picks: StoredPicks
        let runner: RecommendationRunner
        let marks: any RecommenderMarkStore
        let taste: TasteProfiles
        let omissions: TasteOmissions
        let together: Together
        let around: Surroundings

        /// What its pages show beside recommendations.
        package struct Surroundings: Sendable {
            let titles: any BrowseStore
            let history: History
            let ratings: Ratings
            /// The one in which people's weeks begin and nights are counted.
            let zone: TimeZone
            /// When the recommender is measured again; nil when that is switched off.
            let nextMeasurement: @Sendable () async throws -> Instant?
            /// What choosing anew costs, as a sentence; nil where nothing is spent.
            let cost: @Sendable (TitleKind) -> String?
            /// How long somebody waits for titles that are chosen anew before the page says that it goes on.
            let patienceSeconds: Double

            package init(
                titles: any BrowseStore, history: History, ratings: Ratings, zone: TimeZone,
                nextMeasurement: @escaping @Sendable () async throws -> Instant?,
                cost: @escaping @Sendable (TitleKind) -> String? = { _ in nil },
                patienceSeconds: Double = WebLimits.choosingSeconds
            ) {
                self.titles = titles
                self.history = history
                self.ratings = ratings
                self.zone = zone
                self.nextMeasurement = nextMeasurement
                self.cost = cost
                self.patienceSeconds = patienceSeconds
            }
        }

        package init(
            picks: StoredPicks, runner: RecommendationRunner, marks: any RecommenderMarkStore, taste: TasteProfiles,
            omissions: TasteOmissions, together: Together, around: Surroundings
        ) {
            self.picks = picks
            self.runner = runner
            self.marks = marks
            self.taste = taste
            self.omissions = omissions
            self.together = together
            self.around = around
        }
    }
}
