package import Activity
package import Basics
package import Domain
import NIOPosix
package import Recommendations
package import Search
package import Storage

extension Channels {
    /// What the channels of a test have around them.
    package struct TestSurroundings: Sendable {
        let profiles: Profiles
        let search: TitleSearch
        let reader: TasteReader
        let server: CurrentMediaServer
        let model: CurrentChatModel

        package init(
            profiles: Profiles, search: TitleSearch, reader: TasteReader,
            server: @escaping CurrentMediaServer = { nil }, model: @escaping CurrentChatModel = { nil }
        ) {
            self.profiles = profiles
            self.search = search
            self.reader = reader
            self.server = server
            self.model = model
        }
    }

    package static func test(_ stores: Storage.Stores, _ around: TestSurroundings, _ world: World) -> Channels {
        Channels(
            store: stores.channels,
            around: Channels.Surroundings(
                accounts: stores.accounts, identities: stores.identities, titles: stores.browse, taste: around.reader,
                profiles: around.profiles, threads: .singleton),
            search: around.search, server: around.server, model: around.model, world: world)
    }
}

/// A language model that says what a test wants.
package struct ScriptedChat: ChatModel {
    package let name = "scripted"
    private let say: @Sendable (ChatQuestion) async -> String?

    package init(_ say: @escaping @Sendable (ChatQuestion) async -> String?) {
        self.say = say
    }

    package func answer(_ question: ChatQuestion) async -> String? { await say(question) }
}
