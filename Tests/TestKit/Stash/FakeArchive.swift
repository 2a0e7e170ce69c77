package import Basics
package import Domain

/// A file of a scene of the fake Stash.
package struct FakeStashFile: Sendable, Equatable {
    package var path: String
    package var size: Int64 = 1_048_576
    /// Seconds.
    package var duration = 60.0
    package var width = 1_920
    package var height = 1_080
    package var frameRate = 25.0
    package var bitRate = 4_000_000
    package var format = "mp4"
    package var videoCodec = "h264"
    package var audioCodec = "aac"
    package var fingerprints = [("oshash", "0123456789abcdef")]
    /// What a player gets.
    package var bytes: [UInt8] = Array("the bytes of a film".utf8)

    package init(_ path: String, _ change: (inout FakeStashFile) -> Void = { _ in }) {
        self.path = path
        change(&self)
    }

    package static func == (left: FakeStashFile, right: FakeStashFile) -> Bool {
        left.path == right.path && left.size == right.size && left.bytes == right.bytes
    }
}

/// A scene of the fake Stash. What it carries is named by ids.
package struct FakeStashScene: Sendable, Equatable {
    package let id: Int
    package var title: String?
    package var code: String?
    package var details: String?
    package var director: String?
    package var date: String?
    package var urls: [String] = []
    package var rating100: Int?
    package var isOrganized = false
    package var files: [FakeStashFile] = []
    package var studio: Int?
    package var performers: [Int] = []
    package var tags: [Int] = []
    /// As it is stored, with the offset of the server's zone.
    package var createdAt: String
    package var updatedAt: String
}

/// A studio, tag or performer of the fake Stash.
package struct FakeStashName: Sendable, Equatable {
    package let id: Int
    package var name: String
    package var disambiguation: String?
    package var aliases: [String] = []
    package var details: String?
    package var ignoresAutoTag = false
    package var createdAt: String
    package var updatedAt: String
}

/// What the fake Stash holds, which changes as people change it there.
package struct FakeArchive: Sendable {
    /// By id.
    package private(set) var scenes: [FakeStashScene] = []
    /// By id.
    package private(set) var studios: [FakeStashName] = []
    package private(set) var tags: [FakeStashName] = []
    package private(set) var performers: [FakeStashName] = []
    /// Moves on with every change.
    package var now: Instant
    /// Of the zone that moments are written in from now on.
    package var offsetMinutes = -360

    package init(now: Instant = Instant(milliseconds: 1_769_932_800_000)) {
        self.now = now
    }

    /// `now` as the server writes it.
    package var stamp: String {
        let local = now.adding(seconds: Double(offsetMinutes * 60)).iso8601WithoutZone
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
        let minutes = abs(offsetMinutes)
        let zone = (offsetMinutes < 0 ? "-" : "+") + two(minutes / 60) + ":" + two(minutes % 60)
        return local + (offsetMinutes == 0 ? "Z" : zone)
    }

    package func scene(_ id: Int) -> FakeStashScene? { scenes.place(of: id, \.id).map { scenes[$0] } }

    package func names(_ kind: ArchiveKind) -> [FakeStashName] {
        switch kind {
        case .studio: studios
        case .tag: tags
        case .performer: performers
        case .scene: []
        }
    }

    package func name(_ kind: ArchiveKind, _ id: Int) -> FakeStashName? {
        let names = names(kind)
        return names.place(of: id, \.id).map { names[$0] }
    }

    /// The id of a studio, tag or performer of exactly this name.
    package func id(_ kind: ArchiveKind, named name: String) -> Int? { names(kind).first { $0.name == name }?.id }

    /// Adds a scene with the next id, or with one that is greater than all others.
    @discardableResult
    package mutating func addScene(
        _ title: String?, id: Int? = nil, _ change: (inout FakeStashScene) -> Void = { _ in }
    ) -> Int {
        tick()
        let id = id ?? (scenes.last?.id ?? 0) + 1
        var scene = FakeStashScene(id: id, title: title, createdAt: stamp, updatedAt: stamp)
        change(&scene)
        scenes.append(scene)
        return id
    }

    /// Adds a studio, tag or performer with the next id, or with one that is greater than all others.
    @discardableResult
    package mutating func add(
        _ kind: ArchiveKind, _ name: String, id: Int? = nil, _ change: (inout FakeStashName) -> Void = { _ in }
    ) -> Int {
        tick()
        let id = id ?? (names(kind).last?.id ?? 0) + 1
        var added = FakeStashName(id: id, name: name, createdAt: stamp, updatedAt: stamp)
        change(&added)
        set(names(kind) + [added], kind)
        return id
    }

    /// Changes a scene, which from then on was changed now.
    package mutating func edit(scene id: Int, _ change: (inout FakeStashScene) -> Void = { _ in }) {
        guard let place = scenes.place(of: id, \.id) else { return }
        tick()
        change(&scenes[place])
        scenes[place].updatedAt = stamp
    }

    /// Changes a studio, tag or performer; the scenes that carry it do not change with it.
    package mutating func edit(_ kind: ArchiveKind, _ id: Int, _ change: (inout FakeStashName) -> Void = { _ in }) {
        var names = names(kind)
        guard let place = names.place(of: id, \.id) else { return }
        tick()
        change(&names[place])
        names[place].updatedAt = stamp
        set(names, kind)
    }

    package mutating func removeScene(_ id: Int) {
        scenes.removeAll { $0.id == id }
    }

    /// Takes a name from everything that carries it as well; that does not change when those were changed.
    package mutating func remove(_ kind: ArchiveKind, _ id: Int) {
        set(names(kind).filter { $0.id != id }, kind)
        for place in scenes.indices {
            switch kind {
            case .studio: if scenes[place].studio == id { scenes[place].studio = nil }
            case .tag: scenes[place].tags.removeAll { $0 == id }
            case .performer: scenes[place].performers.removeAll { $0 == id }
            case .scene: break
            }
        }
    }

    private mutating func tick() { now = now.adding(seconds: 1) }

    private mutating func set(_ names: [FakeStashName], _ kind: ArchiveKind) {
        switch kind {
        case .studio: studios = names
        case .tag: tags = names
        case .performer: performers = names
        case .scene: break
        }
    }
}

extension Array {
    /// The place of an element in an array that is sorted by id.
    fileprivate func place(of id: Int, _ path: (Element) -> Int) -> Int? {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if path(self[middle]) < id { low = middle + 1 } else { high = middle }
        }
        return low < count && path(self[low]) == id ? low : nil
    }
}
