import Domain
import Foundation

extension FakeMediaServer {
    /// Calls that change libraries and who sees them.
    func folders(_ request: Seen, _ steps: [String]) -> Reply? {
        switch (request.method, steps.count) {
        case ("POST", 2) where steps == ["Library", "VirtualFolders"]: addLibrary(request)
        case ("POST", 3) where steps == ["Library", "VirtualFolders", "Name"]: renameLibrary(request)
        case ("POST", 3) where steps[0] == "Items" && steps[2] == "Refresh": refresh(steps[1])
        case ("POST", 3) where steps[0] == "Users" && steps[2] == "Policy": setPolicy(of: steps[1], request)
        default: nil
        }
    }

    /// Calls about box sets.
    func collections(_ request: Seen, _ steps: [String]) -> Reply? {
        guard steps.first == "Collections" else { return nil }
        switch (request.method, steps.count) {
        case ("POST", 1): return createCollection(request)
        case ("POST", 3), ("DELETE", 3): return changeCollection(steps[1], request)
        default: return nil
        }
    }

    package var collectionNames: [String] { boxSets.sorted { $0.key < $1.key }.map(\.value.name) }
    package func collectionItems(named name: String) -> [Int] { boxSets.values.first { $0.name == name }?.items ?? [] }

    /// The libraries as they are told.
    var listed: [[String: Any]] {
        guard listsLate > 0 else { return libraries.map(wire) }
        listsLate -= 1
        return libraries.dropLast().map(wire)
    }

    /// Name, type and folders come in the URL, where a comma parts two folders; a name that is taken gets a number.
    private func addLibrary(_ request: Seen) -> Reply {
        let (query, body) = (request.query, object(request))
        guard let name = query["name"], !name.isEmpty, name.trimmingCharacters(in: .whitespaces) == name else {
            return .badRequest
        }
        let options = body["LibraryOptions"] as? [String: Any]
        let inBody = (options?["PathInfos"] as? [[String: String]] ?? []).compactMap { $0["Path"] }
        let paths = query["paths"].map { $0.split(separator: ",").map(String.init) } ?? inBody
        guard !paths.isEmpty, query["refreshlibrary"] == "true" else { return .badRequest }
        nextNumber += 1
        let taken = Set(libraries.map(\.name))
        let free = ([name] + (2...9).map { "\(name) \($0)" }).first { !taken.contains($0) } ?? name
        libraries.append(Library(nextNumber, free, type: query["collectiontype"], paths: paths))
        return .noContent
    }

    /// Jellyfin has another library then, which is listed once it was scanned; Emby has the same one.
    private func renameLibrary(_ request: Seen) -> Reply {
        let body = object(request)
        let place = libraries.firstIndex { library in
            kind == .jellyfin
                ? library.name == request.query["name"] : body["Id"] as? String == String(900 + library.number)
        }
        let name = kind == .jellyfin ? request.query["newname"] : body["NewName"] as? String
        guard let name, !name.isEmpty else { return .badRequest }
        guard let place else { return Reply(404, "") }
        let former = libraries[place]
        let isTaken = libraries.contains { $0.number != former.number && $0.name.lowercased() == name.lowercased() }
        guard !isTaken, !refusesNames else { return Reply(409, "") }
        guard kind == .jellyfin else {
            libraries[place].name = name
            return .noContent
        }
        guard request.query["refreshlibrary"] == "true" else { return .badRequest }
        nextNumber += 1
        libraries[place] = Library(nextNumber, name, type: former.type, paths: former.paths)
        return .noContent
    }

    private func refresh(_ id: String) -> Reply {
        guard let library = libraries.first(where: { self.id($0.number) == id }) else { return Reply(404, "") }
        refreshed.append(library.number)
        return .noContent
    }

    /// What is left out is off, and two members have to be there.
    private func setPolicy(of id: String, _ request: Seen) -> Reply {
        let policy = object(request)
        guard let place = users.firstIndex(where: { userID($0.number) == id }) else { return Reply(404, "") }
        guard policy["AuthenticationProviderId"] is String, policy["PasswordResetProviderId"] is String else {
            return .badRequest
        }
        let folders = policy["EnabledFolders"] as? [String] ?? []
        let seesAll = policy["EnableAllFolders"] as? Bool ?? false
        users[place].isAdministrator = policy["IsAdministrator"] as? Bool ?? false
        users[place].isDisabled = policy["IsDisabled"] as? Bool ?? false
        users[place].parentalRatingMax = policy["MaxParentalRating"] as? Int
        users[place].libraries =
            seesAll ? nil : libraries.filter { folders.contains(policyID($0.number)) }.map(\.number)
        return .noContent
    }

    private func createCollection(_ request: Seen) -> Reply {
        guard let name = request.query["name"] else { return .badRequest }
        nextNumber += 1
        boxSets[nextNumber] = (name, numbers(request))
        return .json(["Id": id(nextNumber)])
    }

    private func changeCollection(_ id: String, _ request: Seen) -> Reply {
        guard let number = boxSets.keys.first(where: { self.id($0) == id }) else { return Reply(404, "") }
        let items = numbers(request)
        if request.method == "DELETE" {
            boxSets[number]?.items.removeAll { items.contains($0) }
        } else {
            let known = boxSets[number]?.items ?? []
            boxSets[number]?.items += items.filter { !known.contains($0) }
        }
        return .noContent
    }

    func foundCollections(_ query: [String: String]) -> [[String: Any]] {
        let term = query["searchterm"]?.lowercased() ?? ""
        return boxSets.sorted { $0.key < $1.key }.filter { term.isEmpty || $0.value.name.lowercased().contains(term) }
            .map { ["Id": id($0.key), "Name": $0.value.name, "Type": "BoxSet"] }
    }

    private func numbers(_ request: Seen) -> [Int] {
        let ids = request.query["ids"]?.split(separator: ",").map(String.init) ?? []
        return ids.compactMap { item($0)?.number }
    }

    private func object(_ request: Seen) -> [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(request.body))) as? [String: Any] ?? [:]
    }
}
