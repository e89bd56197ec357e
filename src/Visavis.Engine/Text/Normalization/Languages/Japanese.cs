using System.Globalization;
using System.Text.RegularExpressions;
using static Visavis.Engine.Text.Normalization.Languages.Tables;

namespace Visavis.Engine.Text.Normalization.Languages;

/// <summary>Kana only: no voice here reads kanji, but those behind numbers are counters and signs with one reading.</summary>
internal static class Japanese
{
    private const string Counters = "年月日時分秒円人年間本回歳";

    public static Language Create() => new()
    {
        Code = "ja",
        Letters = Letters.Kana,
        DecimalMark = '.',
        To = "から",
        Minus = "マイナス",
        Plus = "プラス",
        And = "と",
        Address = new AddressWords("ドット", "アットマーク", "スラッシュ", "ハイフン", "アンダーバー"),
        Months = [.. Enumerable.Range(1, 12).Select(month => $"{month}がつ")],
        Date = (day, month, year, _) => $"{(year.Length > 0 ? year + "ねん" : "")}{month}{day}にち",
        Time = (hour, minute) => $"{hour}じ{(minute == 0 ? "" : $"{minute}ふん")}",
        Money = Coins(""),
        Units = Nouns(""),
        Half = ("にぶんのいち", "とにぶんのいち"),
        Fractions = [.. Enumerable.Range(3, 8).Select(under => new Noun($"{under}ぶんの1", $"{under}ぶんの"))],
        Abbreviations = Pairs(""),
        SpellsAcronyms = false,
        Own =
        [
            new(@"[¥￥] ?(?<number>\d{1,12}(,\d{3}){0,3})", match => Number(match.Groups["number"].Value) + "えん"),
            new(@"\$ ?(?<number>\d{1,12}(,\d{3}){0,3})", match => Number(match.Groups["number"].Value) + "ドル"),
            new(@"(?<=\d)\.(?=\d)", _ => "てん"),
            new(@"(?<=\d) ?(?<unit>km/h|km|kg|cm|mm|ml|m|g|L|°C|℃|%|％)(?![A-Za-z/])", match => Unit(match.Groups["unit"].Value)),
            new($"(?<=\\d) ?[{Counters}]", match => Counter(match.Value[^1])),
            new(@"(?<=\d) ?[-–~～〜] ?(?=\d)", _ => "から"),
            new(@"(?<![\d.])(?<number>\d{5,12}|\d{1,3}(,\d{3}){1,3})(?![\d,])", match => Number(match.Value)),
        ],
    };

    /// <summary>espeak-ng knows no ten thousands.</summary>
    private static string Number(string digits)
    {
        var number = long.Parse(digits.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        var (hundredMillions, tenThousands, rest) = (number / 100_000_000, number / 10_000 % 10_000, number % 10_000);
        return (hundredMillions > 0 ? $"{hundredMillions}おく" : "") + (tenThousands > 0 ? $"{tenThousands}まん" : "") + (rest > 0 || number == 0 ? $"{rest}" : "");
    }

    private static string Counter(char counter) => counter switch
    {
        '年' => "ねん",
        '月' => "がつ",
        '日' => "にち",
        '時' => "じ",
        '分' => "ふん",
        '秒' => "びょう",
        '円' => "えん",
        '人' => "にん",
        '間' => "かん",
        '本' => "ほん",
        '回' => "かい",
        _ => "さい",
    };

    private static string Unit(string unit) => unit switch
    {
        "km/h" => "キロメートルまいじ",
        "km" => "キロメートル",
        "kg" => "キログラム",
        "cm" => "センチメートル",
        "mm" => "ミリメートル",
        "ml" => "ミリリットル",
        "m" => "メートル",
        "g" => "グラム",
        "L" => "リットル",
        "%" or "％" => "パーセント",
        _ => "ど",
    };
}
