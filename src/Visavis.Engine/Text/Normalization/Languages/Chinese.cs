using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using static Visavis.Engine.Text.Normalization.Languages.Tables;

namespace Visavis.Engine.Text.Normalization.Languages;

/// <summary>Numbers become characters here: espeak-ng reads 10000 as "ten thousand" word by word, and the digits of 3.14 as fourteen.</summary>
internal static class Chinese
{
    private const string Numerals = "零一二三四五六七八九";

    /// <summary>Behind a date or a length a number is one, in whatever it stands.</summary>
    private const string Number = @"(?<![\d.,A-Za-z])(?<number>\d{1,3}(,\d{3}){1,4}(?!\d)|\d{1,16})(\.(?<decimals>\d{1,8}))?(?![\dA-Za-z])";

    public static Language Create() => new()
    {
        Code = "zh",
        Letters = Letters.Han,
        DecimalMark = '.',
        To = "到",
        Minus = "负",
        Plus = "加",
        And = "又",
        Address = new AddressWords("点", "艾特", "斜杠", "横杠", "下划线"),
        Months = [.. Enumerable.Range(1, 12).Select(month => $"{Integer(month)}月")],
        Date = (day, month, year, _) => $"{(year.Length > 0 ? Digit(year) + "年" : "")}{month}{Integer(day)}日",
        Time = (hour, minute) => $"{Integer(hour)}点{(minute == 0 ? "" : (minute < 10 ? "零" : "") + Integer(minute) + "分")}",
        Telephone = @"(?<![\p{L}\d.,/+-])1\d{10}(?!\d)",
        Money = Coins(""),
        Units = Nouns(""),
        Half = ("二分之一", "又二分之一"),
        Fractions = [.. Enumerable.Range(3, 8).Select(under => new Noun($"{Integer(under)}分之一", $"{Integer(under)}分之"))],
        Abbreviations = Pairs(""),
        SmallWords = Set(""),
        Own =
        [
            new(@"(?<![\dA-Za-z])(?<number>\d{4})(?=年)", match => Digit(match.Value)),
            new(@"(?<![\d.])(?<number>\d{1,8}(\.\d{1,8})?) ?[%％]", match => "百分之" + Plain(match.Groups["number"].Value)),
            new($@"(?<sign>[¥￥$€£]) ?{Number.Replace("(?![\\dA-Za-z])", "(?!\\d)", StringComparison.Ordinal)}", match => Value(match) + Sum(match.Groups["sign"].Value)),
            new(@"(?<![\d.,A-Za-z])(?<number>\d{1,12}(\.\d{1,8})?) ?(?<unit>km/h|km²|m²|km|kg|cm|mm|ml|mg|m|g|L|l|°C|℃|GB|MB)(?![A-Za-z²/])", match => Plain(match.Groups["number"].Value) + Unit(match.Groups["unit"].Value)),
            new(@"(?<![\d/])(?<over>\d{1,3})/(?<under>\d{1,3})(?![\d/])", match => $"{Plain(match.Groups["under"].Value)}分之{Plain(match.Groups["over"].Value)}"),
            new(@"(?<=\d) ?[-–~～] ?(?=\d)", _ => "到"),
            new(@"(?<![\d\p{L}])[-−](?=\d)", _ => "负"),
            new(Number, Value),
        ],
    };

    /// <summary>12345 as 一万二千三百四十五; beyond 10^16 digit by digit.</summary>
    internal static string Integer(long number)
    {
        if (number == 0)
        {
            return "零";
        }
        var words = new StringBuilder();
        var pendingZero = false;
        foreach (var (size, name) in new[] { (1_000_000_000_000, "万亿"), (100_000_000, "亿"), (10_000, "万"), (1L, "") })
        {
            var part = (int)(number / size % 10_000);
            if (part == 0)
            {
                pendingZero = words.Length > 0;
                continue;
            }
            words.Append(words.Length > 0 && (pendingZero || part < 1000) ? "零" : "").Append(Group(part)).Append(name);
            pendingZero = false;
        }
        var text = words.ToString();
        return text.StartsWith("一十", StringComparison.Ordinal) ? text[1..] : text;
    }

    private static string Group(int part)
    {
        var words = new StringBuilder();
        var zero = false;
        foreach (var (size, name) in new[] { (1000, "千"), (100, "百"), (10, "十"), (1, "") })
        {
            var digit = part / size % 10;
            if (digit == 0)
            {
                zero = words.Length > 0;
                continue;
            }
            words.Append(zero ? "零" : "").Append(Numerals[digit]).Append(name);
            zero = false;
        }
        return words.ToString();
    }

    private static string Digit(string digits) => string.Concat(digits.Select(digit => char.IsAsciiDigit(digit) ? Numerals[digit - '0'] : digit));

    private static string Plain(string number)
    {
        var parts = number.Split('.');
        var whole = long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var value) && (value == 0 || parts[0][0] != '0') && parts[0].Length <= 16
            ? Integer(value)
            : Digit(parts[0]);
        return parts.Length > 1 ? $"{whole}点{Digit(parts[1])}" : whole;
    }

    private static string Value(Match match) =>
        Plain(match.Groups["number"].Value.Replace(",", "", StringComparison.Ordinal) + (match.Groups["decimals"] is { Success: true, Value: var decimals } ? "." + decimals : ""));

    private static string Sum(string sign) => sign switch { "$" => "美元", "€" => "欧元", "£" => "英镑", _ => "元" };

    private static string Unit(string unit) => unit switch
    {
        "km/h" => "公里每小时",
        "km²" => "平方公里",
        "m²" => "平方米",
        "km" => "公里",
        "kg" => "公斤",
        "cm" => "厘米",
        "mm" => "毫米",
        "ml" => "毫升",
        "mg" => "毫克",
        "m" => "米",
        "g" => "克",
        "L" or "l" => "升",
        "GB" => "G B",
        "MB" => "兆",
        _ => "摄氏度",
    };
}
