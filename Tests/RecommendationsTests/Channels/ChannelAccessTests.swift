import Domain
import Recommendations
import Storage
import TestKit
import Testing

@Suite("Channels: whose they are and what may be said of them")
struct ChannelAccessTests {
    @Test("others see a channel when it is shared with them, and only its owner and administrators manage it")
    func access() async throws {
        try await ChannelBench.with { bench in
            let (channels, ben) = (bench.channels, bench.ben)
            let channel = try await bench.channel()
            for access in [Channels.Access.read, .manage] {
                #expect(try await channels.channel(channel.id, for: bench.anna, access) == channel)
                #expect(try await channels.channel(channel.id, for: bench.admin, access) == channel)
                await #expect(throws: ChannelError.forbidden) {
                    try await channels.channel(channel.id, for: ben, access)
                }
                #expect(try await channels.channel(ChannelID(999), for: ben, access) == nil)
            }
            try await channels.share(channel, with: ben.id)
            #expect(try await channels.channel(channel.id, for: ben, .read) == channel)
            await #expect(throws: ChannelError.forbidden) { try await channels.channel(channel.id, for: ben, .manage) }
            #expect(try await channels.list(of: ben.id).shared == [channel])
            #expect(try await channels.shares(of: channel).map(\.user.id) == [ben.id])
            await #expect(throws: ChannelError.forbidden) {
                try await channels.unshare(channel, with: bench.admin.id, as: ben)
            }
            try await channels.unshare(channel, with: ben.id, as: ben)
            await #expect(throws: ChannelError.forbidden) { try await channels.channel(channel.id, for: ben, .read) }
        }
    }

    @Test("a channel cannot be shared with its owner or with nobody")
    func sharing() async throws {
        try await ChannelBench.with { bench in
            let channel = try await bench.channel()
            for user in [bench.anna.id, UserID(999)] {
                await #expect(throws: ChannelError.unknownUser) {
                    try await bench.channels.share(channel, with: user)
                }
            }
        }
    }

    @Test("names and texts are trimmed and bounded, and what is no film of the catalogue is no example")
    func facts() async throws {
        try await ChannelBench.with { bench in
            let channel = try await bench.channel("  Late\u{7} nights ") { change in
                change.description = .some(" ")
                change.wish = .some(" rain ")
                change.genres = ["Drama", " Drama", ""]
                change.examples = [try bench.id("Robots"), TitleID(999_999), try bench.id("Robots")]
                change.isPinned = true
            }
            #expect(channel.facts.name == "Late nights" && channel.facts.description == nil)
            #expect(channel.facts.wish == "rain" && channel.facts.genres == ["Drama"] && channel.facts.isPinned)
            #expect(channel.facts.examples == [try bench.id("Robots")] && channel.facts.isActive)
            let long = String(repeating: "x", count: DomainLimits.channelNameCharactersMax + 1)
            await #expect(throws: ChannelError.tooLong("name")) { try await bench.channel(long) }
            await #expect(throws: ChannelError.blankName) { try await bench.channel(" \u{7} ") }
            await #expect(throws: ChannelError.tooLong("genreFilters")) {
                try await bench.channel { $0.genres = (0...DomainLimits.channelGenresMax).map { "G\($0)" } }
            }
            await #expect(throws: ChannelError.tooLong("description")) {
                try await bench.channel {
                    $0.description = String(repeating: "x", count: DomainLimits.channelTextCharactersMax + 1)
                }
            }
        }
    }

    @Test("a change keeps what it does not name")
    func change() async throws {
        try await ChannelBench.with { bench in
            let channel = try await bench.channel { ($0.wish, $0.genres) = ("rain", ["Drama"]) }
            var change = ChannelChange()
            await #expect(throws: ChannelError.nothingToChange) { try await bench.channels.change(channel, change) }
            change.wish = .some(nil)
            change.isActive = false
            let changed = try await bench.channels.change(channel, change)
            #expect(changed.facts.wish == nil && changed.facts.genres == ["Drama"] && !changed.facts.isActive)
            try await bench.channels.remove(channel, withPlaylist: true)
            await #expect(throws: ChannelError.unknownChannel) { try await bench.channels.change(channel, change) }
            await #expect(throws: ChannelError.unknownChannel) { try await bench.channels.generate(channel) }
        }
    }

    @Test("films are added at the end, each once, and taken out")
    func items() async throws {
        try await ChannelBench.with { bench in
            let channel = try await bench.channel()
            let (cake, robots) = (try bench.id("Cake"), try bench.id("Robots"))
            #expect(try await bench.channels.append([cake, TitleID(999_999), cake], to: channel) == 1)
            #expect(try await bench.channels.append([robots, cake], to: channel) == 1)
            #expect(try await bench.names(in: channel) == ["Cake", "Robots"])
            let first = try #require(try await bench.channels.items(of: channel, for: bench.anna).first)
            #expect(first.item.score == nil)
            try await bench.channels.removeItem(first.item.id, from: channel)
            await #expect(throws: ChannelError.unknownItem) {
                try await bench.channels.removeItem(first.item.id, from: channel)
            }
            #expect(try await bench.names(in: channel) == ["Robots"])
        }
    }

    @Test("whoever reads a channel sees nothing above their own limit")
    func limits() async throws {
        try await ChannelBench.with { bench in
            let channel = try await bench.channel()
            _ = try await bench.channels.append([try bench.id("Robots"), try bench.id("Harbour")], to: channel)
            let person = FollowedPerson(name: "Ben", parentalLimit: 10)
            try await bench.stores.stores.identities.follow(person, as: bench.ben.id, at: bench.world.now)
            let ben = try #require(try await bench.stores.stores.accounts.user(id: bench.ben.id))
            #expect(try await bench.names(in: channel, for: ben) == ["Harbour"])
        }
    }

    @Test("without a media server there is nothing to synchronise with")
    func withoutServer() async throws {
        try await ChannelBench.with { bench in
            let channel = try await bench.channel()
            await #expect(throws: ChannelError.noMediaServer) { try await bench.channels.sync(channel) }
            #expect(try await bench.names(in: channel).isEmpty, "nothing was chosen for it")
        }
    }
}
