namespace Visavis.Server.Voices;

/// <summary>What a voice says when it is tried: a sentence of its own language.</summary>
internal static class Greetings
{
    /// <summary>Every voice can say numbers.</summary>
    private const string Anywhere = "1, 2, 3, 4, 5.";

    private static readonly Dictionary<string, string> ByLanguage = new(StringComparer.OrdinalIgnoreCase)
    {
        ["English"] = "Hello, nice to meet you. This is how I sound.",
        ["German"] = "Hallo, schön, Sie kennenzulernen. So klinge ich.",
        ["French"] = "Bonjour, ravi de vous rencontrer. Voici ma voix.",
        ["Spanish"] = "Hola, mucho gusto. Así suena mi voz.",
        ["Italian"] = "Ciao, piacere di conoscerti. Questa è la mia voce.",
        ["Portuguese"] = "Olá, muito prazer. Esta é a minha voz.",
        ["Dutch"] = "Hallo, aangenaam kennis te maken. Zo klink ik.",
        ["Polish"] = "Dzień dobry, miło cię poznać. Tak brzmi mój głos.",
        ["Russian"] = "Здравствуйте, приятно познакомиться. Так звучит мой голос.",
        ["Ukrainian"] = "Добрий день, приємно познайомитися.",
        ["Czech"] = "Dobrý den, rád vás poznávám.",
        ["Slovak"] = "Dobrý deň, teší ma.",
        ["Hungarian"] = "Jó napot, örülök, hogy megismerhetem.",
        ["Romanian"] = "Bună ziua, îmi pare bine de cunoștință.",
        ["Bulgarian"] = "Здравейте, приятно ми е.",
        ["Serbian"] = "Dobar dan, drago mi je.",
        ["Croatian"] = "Dobar dan, drago mi je.",
        ["Slovenian"] = "Dober dan, me veseli.",
        ["Greek"] = "Γεια σας, χαίρω πολύ.",
        ["Turkish"] = "Merhaba, tanıştığımıza memnun oldum.",
        ["Swedish"] = "Hej, trevligt att träffas.",
        ["Norwegian"] = "Hei, hyggelig å møte deg.",
        ["Danish"] = "Hej, rart at møde dig.",
        ["Finnish"] = "Hei, hauska tavata.",
        ["Estonian"] = "Tere, meeldiv tutvuda.",
        ["Latvian"] = "Labdien, prieks iepazīties.",
        ["Lithuanian"] = "Laba diena, malonu susipažinti.",
        ["Catalan"] = "Hola, molt de gust.",
        ["Basque"] = "Kaixo, pozten naiz zu ezagutzeaz.",
        ["Welsh"] = "Helo, braf cwrdd â chi.",
        ["Icelandic"] = "Halló, gaman að kynnast þér.",
        ["Mandarin"] = "你好，很高兴认识你。",
        ["Japanese"] = "こんにちは、はじめまして。",
        ["Korean"] = "안녕하세요, 반갑습니다.",
        ["Hindi"] = "नमस्ते, आपसे मिलकर अच्छा लगा।",
        ["Arabic"] = "مرحبا، تشرفت بلقائك.",
        ["Hebrew"] = "שלום, נעים להכיר.",
        ["Persian"] = "سلام، از آشنایی با شما خوشوقتم.",
        ["Indonesian"] = "Halo, senang bertemu dengan Anda.",
        ["Malay"] = "Helo, gembira bertemu anda.",
        ["Vietnamese"] = "Xin chào, rất vui được gặp bạn.",
        ["Swahili"] = "Habari, nafurahi kukutana nawe.",
        ["Esperanto"] = "Saluton, mi ĝojas renkonti vin.",
        ["Latin"] = "Salve, gaudeo te videre.",
    };

    /// <param name="language">Its English name; what stands behind it ("Portuguese (Brazil)") does not count.</param>
    /// <param name="canRead">Whether the voice can read a text.</param>
    public static string For(string language, Func<string, bool> canRead) =>
        ByLanguage.TryGetValue(language.Split(' ', '(', ',')[0], out var greeting) && canRead(greeting) ? greeting : Anywhere;
}
