namespace Visavis.Engine.Speech.G2p;

/// <summary>Names and jargon whose reading the dictionaries lack or the rules get wrong; they count as gold entries.</summary>
internal static class NameReadings
{
    public static readonly Dictionary<string, string> All = new(StringComparer.Ordinal)
    {
        ["Siobhan"] = "ʃəvˈɔn", ["Niamh"] = "nˈiv", ["Joaquin"] = "wɑkˈin", ["Nguyen"] = "wˈɪn", ["Bligh"] = "blˈI",
        ["Beyonce"] = "biˈɑnsˌA", ["Xi"] = "ʃˈi", ["Wojciech"] = "vˈYʧɛk",
        ["Szczesny"] = "ʃʧˈɛnzni", ["Los"] = "lˌɔs", ["Angeles"] = "ˈænʤələs", ["Muñoz"] = "munjˈOz", ["jalapeño"] = "hˌɑləpˈAnjO",
        ["JSON"] = "ʤˈAsᵊn", ["YAML"] = "jˈæməl", ["IKEA"] = "Ikˈiə", ["npm"] = "ˌɛnpˌiˈɛm", ["kubectl"] = "kjˈub kəntɹˈOl",
        ["Kubernetes"] = "kˌubəɹnˈɛTiz", ["WiFi"] = "wˈIfˌI", ["Wi-Fi"] = "wˈIfˌI", ["Ctrl"] = "kəntɹˈOl", ["Cmd"] = "kəmˈænd",
        ["Shh"] = "ʃ", ["Brr"] = "bˈɜɹ", ["Grr"] = "ɡˈɜɹ", ["SQLite"] = "ˌɛskjˌuˈɛllIt", ["nginx"] = "ˈɛnʤənˌɛks",
        ["PNG"] = "pˌiˌɛnʤˈi", ["GIF"] = "ɡˈɪf", ["OAuth"] = "ˈOˌɔθ", ["LaTeX"] = "lˈAtɛk", ["sudo"] = "sˈudu", ["HeyGen"] = "hˈAʤˌɛn",
    };
}
