import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// Channels, what is in them and who sees them, alike on both drivers.
@Suite struct ChannelStoreTests {
    private static func facts(_ name: String, examples: [TitleID] = []) -> ChannelFacts {
        var facts = ChannelFacts(name: name)
        facts.examples = examples
        return facts
    }

    @Test(arguments: TestDriver.available)
    func `a channel is what its owner made of it`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver, films: 3) { bench async throws in
            let (channels, films) = (bench.stores.channels, bench.films)
            var facts = Self.facts("Westerns", examples: [films[2], bench.nowhere, films[0], films[2]])
            (facts.description, facts.wish, facts.isPinned) = ("Long ones", "dusty", true)
            facts.genres = ["Western", "Drama"]
            let made = try await channels.add(facts, of: bench.user, at: .test(5))
            facts.examples = [films[2], films[0]]
            #expect(
                made
                    == Channel(
                        id: made.id, ownerID: bench.user, facts: facts, playlistID: nil, lastGeneratedAt: nil,
                        createdAt: .test(5), updatedAt: .test(5)))
            #expect(try await channels.channel(made.id) == made)
            var changed = Self.facts("Others", examples: [films[1]])
            changed.isActive = false
            let after = try #require(try await channels.change(made.id, to: changed, at: .test(9)))
            #expect(after.facts == changed && after.createdAt == .test(5) && after.updatedAt == .test(9))
            #expect(try await channels.channel(made.id) == after)
            #expect(try await bench.stores.catalogue.remove([films[1]]) == 1)
            #expect(try await channels.channel(made.id)?.facts.examples == [], "a title that is gone is no example")
            try await channels.notePlaylist(.test(7), of: made.id)
            #expect(try await channels.channel(made.id)?.playlistID == .test(7))
            try await channels.notePlaylist(nil, of: made.id)
            #expect(try await channels.channel(made.id)?.playlistID == nil)
            #expect(try await channels.remove(made.id))
            #expect(try await channels.channel(made.id) == nil)
            #expect(try await channels.remove(made.id) == false)
            #expect(try await channels.change(made.id, to: changed, at: .test(9)) == nil)
        }
    }

    @Test(arguments: TestDriver.available)
    func `what a database cannot hold is left out of texts`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            var facts = Self.facts("West\0erns")
            (facts.description, facts.wish, facts.genres) = ("Long\0 ones", "dus\0ty", ["Dra\0ma"])
            let made = try await bench.stores.channels.add(facts, of: bench.user, at: .test(5))
            #expect((made.facts.name, made.facts.description) == ("Westerns", "Long ones"))
            #expect((made.facts.wish, made.facts.genres) == ("dusty", ["Drama"]))
            #expect(try await bench.stores.channels.change(made.id, to: facts, at: .test(6))?.facts == made.facts)
        }
    }

    @Test(arguments: TestDriver.available)
    func `own channels come by name, and there is an end to them`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let (channels, user) = (bench.stores.channels, bench.user)
            for name in ["zebra", "Éclair", "apple", "Zebra", "Banana"] {
                _ = try await channels.add(Self.facts(name), of: user, at: .test(0))
            }
            let other = try await bench.account("bob@example.org").user
            _ = try await channels.add(Self.facts("Other"), of: other, at: .test(0))
            let names = try await channels.channels(of: user).map(\.facts.name)
            #expect(names == ["apple", "Banana", "zebra", "Zebra", "Éclair"])
            for number in names.count..<DomainLimits.channelsMax {
                _ = try await channels.add(Self.facts("Channel \(number)"), of: user, at: .test(0))
            }
            await #expect(throws: ChannelError.tooMany) {
                try await channels.add(Self.facts("More"), of: user, at: .test(0))
            }
            await #expect(throws: AccountError.unknownUser("999")) {
                try await channels.add(Self.facts("More"), of: UserID(999), at: .test(0))
            }
        }
    }

    @Test(arguments: TestDriver.available)
    func `a channel is filled anew, and added to at its end`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver, films: 6) { bench async throws in
            let (channels, films) = (bench.stores.channels, bench.films)
            let id = try await channels.add(Self.facts("One"), of: bench.user, at: .test(0)).id
            let scored = [(films[3], 0.9), (bench.nowhere, 0.8), (films[1], 0.7), (films[3], 0.2), (films[2], 0)]
            #expect(try await channels.fill(id, with: scored, at: .test(3)))
            #expect(try await channels.channel(id)?.lastGeneratedAt == .test(3))
            var items = try await channels.items(of: id)
            #expect(items.map(\.titleID) == [films[3], films[1], films[2]] && items.map(\.score) == [0.9, 0.7, 0])
            let wanted = [films[0], films[1], bench.nowhere, films[4], films[0]]
            #expect(try await channels.append(wanted, to: id, at: .test(4)) == 2)
            items = try await channels.items(of: id)
            #expect(items.map(\.titleID) == [films[3], films[1], films[2], films[0], films[4]])
            #expect(items.suffix(2).map(\.score) == [nil, nil])
            #expect(try await channels.removeItem(items[1].id, from: ChannelID(999)) == false)
            #expect(try await channels.removeItem(items[1].id, from: id))
            #expect(try await channels.removeItem(items[1].id, from: id) == false)
            try await bench.test.hide([films[2]])
            #expect(try await channels.items(of: id).map(\.titleID) == [films[3], films[0], films[4]])
            try await bench.test.hide([films[2]], as: 0)
            #expect(try await bench.stores.catalogue.remove([films[3]]) == 1)
            #expect(try await channels.items(of: id).map(\.titleID) == [films[2], films[0], films[4]])
            #expect(try await channels.fill(id, with: [], at: .test(5)))
            #expect(try await channels.items(of: id).isEmpty)
            #expect(try await channels.fill(ChannelID(999), with: scored, at: .test(6)) == false)
            #expect(try await channels.append(films, to: ChannelID(999), at: .test(6)) == 0)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a full channel takes no more, in as many statements as an empty one`(driver: TestDriver) async throws {
        let most = DomainLimits.channelItemsMax
        try await ActivityBench.with(driver, films: most + 5) { bench async throws in
            let channels = bench.stores.channels
            let id = try await channels.add(Self.facts("One"), of: bench.user, at: .test(0)).id
            let all = bench.films.map { ($0, 0.5) }
            let (_, few) = try await StatementCounter.counting {
                try await channels.fill(id, with: Array(all.prefix(2)), at: .test(1))
            }
            let (_, many) = try await StatementCounter.counting {
                try await channels.fill(id, with: Array(all.dropFirst(3)), at: .test(2))
            }
            #expect(few.count == many.count && many.count == 4, "\(many.statements)")
            #expect(try await channels.items(of: id).count == most)
            #expect(try await channels.append(Array(bench.films.prefix(3)), to: id, at: .test(3)) == 0)
        }
    }

    @Test(arguments: TestDriver.available)
    func `of two that fill a channel one has the last word, and nothing is added twice`(
        driver: TestDriver
    ) async throws {
        try await ActivityBench.with(driver, films: 40) { bench async throws in
            let (channels, films) = (bench.stores.channels, bench.films)
            let id = try await channels.add(Self.facts("One"), of: bench.user, at: .test(0)).id
            let lists = [films.prefix(25).map { ($0, 0.5) }, films.suffix(25).reversed().map { ($0, 0.4) }]
            for _ in 0..<3 {
                try await withThrowingTaskGroup(of: Bool.self) { group in
                    for list in lists { group.addTask { try await channels.fill(id, with: list, at: .test(1)) } }
                    for try await isFilled in group { #expect(isFilled) }
                }
                let found = try await channels.items(of: id).map(\.titleID)
                #expect(lists.contains { $0.map(\.0) == found }, "one list as a whole")
            }
            let counts = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<3 { group.addTask { try await channels.append(films, to: id, at: .test(2)) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(counts.sorted() == [0, 0, 15])
            let items = try await channels.items(of: id)
            #expect(items.count == 40 && Set(items.map(\.titleID)) == Set(films))
        }
    }

    @Test(arguments: TestDriver.available)
    func `a channel is shared with others than its owner`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let channels = bench.stores.channels
            let (bob, kim) = (
                try await bench.account("bob@example.org").user, try await bench.account("kim@example.org").user
            )
            let second = try await channels.add(Self.facts("Second"), of: bench.user, at: .test(0))
            let first = try await channels.add(Self.facts("first"), of: bench.user, at: .test(0))
            #expect(try await channels.share(second.id, with: kim, at: .test(1)))
            for channel in [second, first] { #expect(try await channels.share(channel.id, with: bob, at: .test(2))) }
            #expect(try await channels.share(second.id, with: kim, at: .test(9)), "it is shared already")
            #expect(try await channels.share(first.id, with: bench.user, at: .test(3)) == false)
            #expect(try await channels.share(first.id, with: UserID(999), at: .test(3)) == false)
            #expect(try await channels.share(ChannelID(999), with: bob, at: .test(3)) == false)
            #expect(
                try await channels.shares(of: second.id) == [
                    ChannelShare(userID: kim, createdAt: .test(1)), ChannelShare(userID: bob, createdAt: .test(2)),
                ])
            #expect(try await channels.shared(with: bob) == [first, second])
            #expect(try await channels.shared(with: bench.user).isEmpty)
            #expect(try await channels.channels(of: bob).isEmpty)
            #expect(try await channels.unshare(second.id, with: bob))
            #expect(try await channels.unshare(second.id, with: bob) == false)
            #expect(try await channels.shared(with: bob) == [first])
            try await bench.test.removeUser(kim)
            #expect(try await channels.shares(of: second.id).isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `channels go with their owner, and leave nothing behind`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let channels = bench.stores.channels
            let bob = try await bench.account("bob@example.org").user
            for isRemoved in [true, false] {
                let facts = Self.facts("One", examples: bench.films)
                let id = try await channels.add(facts, of: bench.user, at: .test(0)).id
                #expect(try await channels.append(bench.films, to: id, at: .test(1)) == 2)
                #expect(try await channels.share(id, with: bob, at: .test(1)))
                if isRemoved {
                    #expect(try await channels.remove(id))
                } else {
                    try await bench.test.removeUser(bench.user)
                }
                for table in ["channel", "channel_example", "channel_item", "channel_share"] {
                    #expect(try await bench.test.count(table) == 0, "\(table)")
                }
            }
        }
    }
}
