package import Activity
package import Basics
package import Domain
package import Jobs
import NIOPosix
package import Recommendations
package import Search
package import Storage

extension TasteReader {
    /// Over the stores of a test, with the vectors that its searches use.
    package static func test(_ stores: Storage.Stores, _ index: LiveIndex?, _ world: World) -> TasteReader {
        TasteReader(
            sources: stores.tasteSources, taste: stores.tastes,
            vectors: { index?.vectors.map { CurrentVectors(index: $0, model: "test") } }, threads: .singleton,
            world: world)
    }
}

extension RecommendationRunner {
    /// What the recommender of a test has around it.
    package struct TestSurroundings: Sendable {
        let reader: TasteReader
        let profiles: Profiles
        package var settings: @Sendable () -> RecommendationSettings = { RecommendationSettings() }
        /// How the model of titles is learned.
        package var learning = ItemModelSettings()
        /// The language model, where there is one.
        package var model: CurrentChatModel = { nil }
        package var sleeper = Sleeper.live

        package init(reader: TasteReader, profiles: Profiles) {
            self.reader = reader
            self.profiles = profiles
        }
    }

    /// Over the stores of a test.
    package static func test(
        _ stores: Storage.Stores, _ around: TestSurroundings, _ world: World
    ) -> RecommendationRunner {
        RecommendationRunner(
            reader: around.reader,
            stores: RecommendationRunner.Stores(
                runs: stores.recommendations, marks: stores.recommenderMarks, accounts: stores.accounts,
                personal: stores.personalSettings),
            profiles: around.profiles,
            explainer: PickExplainer(
                catalogue: stores.catalogue, taste: stores.tastes, chat: around.model, world: world,
                sleeper: around.sleeper),
            settings: around.settings, learning: ItemLearning(around.learning, threads: .singleton),
            threads: .singleton, world: world)
    }
}
