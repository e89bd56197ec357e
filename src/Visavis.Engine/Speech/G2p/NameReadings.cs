namespace Visavis.Engine.Speech.G2p;

/// <summary>Names and jargon whose reading the dictionaries lack or the rules get wrong; they count as gold entries.</summary>
internal static class NameReadings
{
    public static readonly Dictionary<string, string> All = new(StringComparer.Ordinal)
    {
        // People and places
        ["Siobhan"] = "ʃəvˈɔn", ["Niamh"] = "nˈiv", ["Joaquin"] = "wɑkˈin", ["Nguyen"] = "wˈɪn", ["Bligh"] = "blˈI",
        ["Beyonce"] = "biˈɑnsˌA", ["Xi"] = "ʃˈi", ["Wojciech"] = "vˈYʧɛk", ["Szczesny"] = "ʃʧˈɛnzni", ["Los"] = "lˌɔs",
        ["Angeles"] = "ˈænʤələs", ["Muñoz"] = "munjˈOz", ["jalapeño"] = "hˌɑləpˈAnjO", ["Sean"] = "ʃˈɔn", ["Aoife"] = "ˈifə",
        ["Saoirse"] = "sˈɜɹʃə", ["Hermione"] = "həɹmˈIəni", ["Zhang"] = "ʤˈɑŋ", ["Yosemite"] = "jOsˈɛməTi",
        ["Versailles"] = "vəɹsˈI",

        // Words with hyphens
        ["vis-a-vis"] = "vˌizəvˈi", ["vis-à-vis"] = "vˌizəvˈi",

        // Makers and products
        ["IKEA"] = "Ikˈiə", ["Huawei"] = "wˈɑwˌA", ["Xiaomi"] = "ʃˈWmi", ["Hyundai"] = "hˈʌndA", ["Porsche"] = "pˈɔɹʃə",
        ["Adidas"] = "ədˈidəs", ["Versace"] = "vəɹsˈɑʧi", ["Givenchy"] = "ʒivˈɑnʃi", ["HeyGen"] = "hˈAʤˌɛn", ["WiFi"] = "wˈIfˌI",
        ["Wi-Fi"] = "wˈIfˌI", ["wifi"] = "wˈIfˌI",

        // Computing
        ["JSON"] = "ʤˈAsᵊn", ["json"] = "ʤˈAsᵊn", ["YAML"] = "jˈæməl", ["npm"] = "ˌɛnpˌiˈɛm", ["kubectl"] = "kjˈub kəntɹˈOl",
        ["Kubernetes"] = "kˌubəɹnˈɛTiz", ["kubelet"] = "kjˈublət", ["Ctrl"] = "kəntɹˈOl", ["Cmd"] = "kəmˈænd",
        ["SQLite"] = "ˌɛskjˌuˈɛlˌIt", ["PostgreSQL"] = "pˈOstɡɹˌɛs kjˌuˈɛl", ["Postgres"] = "pˈOstɡɹˌɛs", ["Redis"] = "ɹˈɛdɪs",
        ["nginx"] = "ˈɛnʤənˌɛks", ["PNG"] = "pˌiˌɛnʤˈi", ["GIF"] = "ɡˈɪf", ["OAuth"] = "ˈOˌɔθ", ["LaTeX"] = "lˈAtɛk",
        ["sudo"] = "sˈudu", ["async"] = "ˈAsˌɪŋk", ["PyPI"] = "pˌIpˌiˈI", ["ASP"] = "ˌAˌɛspˈi", ["api"] = "ˌApˌiˈI",

        // Sounds
        ["Shh"] = "ʃ", ["Shhh"] = "ʃ", ["Brr"] = "bˈɜɹ", ["Brrr"] = "bˈɜɹ", ["Grr"] = "ɡˈɜɹ", ["Grrr"] = "ɡˈɜɹ", ["Zzz"] = "z",
        ["Tsk"] = "tˈɪsk",
    };
}
