using static Visavis.Engine.Speech.G2p.CharacterClasses;

namespace Visavis.Engine.Speech.G2p;

/// <summary>Reads numbers: years, ordinals, decimals, sums of money and the digits inside names ("GPT-4").</summary>
internal sealed class NumberReader(WordReader words)
{
    private static readonly string[] Endings = ["ing", "'d", "ed", "'s", "st", "nd", "rd", "th", "s"];

    /// <summary>Whole and hundredth part by currency sign, in the singular.</summary>
    private static (string Whole, string Part) Currency(char sign) => sign switch
    {
        '$' => ("dollar", "cent"),
        '£' => ("pound", "pence"),
        _ => ("euro", "cent"),
    };

    /// <summary>The plural of a currency's name.</summary>
    public string? Plural(char sign) => words.Suffixes.AddS(words.Plain(Currency(sign).Whole));

    /// <param name="word">The number, ASCII digits.</param>
    /// <param name="isHead">Whether it stands at the start of a word, not inside one.</param>
    public static bool IsNumber(string word, bool isHead)
    {
        var ending = Array.Find(Endings, ending => word.EndsWith(ending, StringComparison.Ordinal)) ?? "";
        var digits = false;
        for (var i = 0; i < word.Length - ending.Length; i++)
        {
            digits |= char.IsAsciiDigit(word[i]);
            if (!char.IsAsciiDigit(word[i]) && word[i] is not (',' or '.') && !(isHead && i == 0 && word[i] == '-'))
            {
                return false;
            }
        }
        return digits;
    }

    public string? Read(string number, char? currency, bool isHead)
    {
        var digits = number.TrimEnd([.. "abcdefghijklmnopqrstuvwxyz'"]);
        var ending = number[digits.Length..];
        var spoken = new List<string?>();
        if (digits.StartsWith('-'))
        {
            spoken.Add(words.Plain("minus"));
            digits = digits[1..];
        }
        ReadDigits(spoken, digits, ending, currency, isHead);
        var phonemes = string.Join(' ', spoken.Where(word => !string.IsNullOrEmpty(word)));
        return phonemes.Length == 0 ? null : ending switch
        {
            "s" or "'s" => words.Suffixes.AddS(phonemes),
            "ed" or "'d" => words.Suffixes.AddEd(phonemes),
            "ing" => words.Suffixes.AddIng(phonemes),
            _ => phonemes,
        };
    }

    private void ReadDigits(List<string?> spoken, string digits, string ending, char? currency, bool isHead)
    {
        var isOrdinal = ending is "st" or "nd" or "rd" or "th";
        var isPlain = digits.Length > 0 && IsAll(digits, char.IsAsciiDigit);
        var stops = digits.Count(c => c == '.');
        if (isPlain && isOrdinal)
        {
            Say(spoken, NumberWords.Ordinal(digits));
        }
        else if (isPlain && digits.Length == 4 && spoken.Count == 0 && currency is null)
        {
            Say(spoken, Year(DecimalValue(digits)));
        }
        else if (!isHead && stops == 0)
        {
            ReadInside(spoken, Without(digits, ','));
        }
        else if (stops > 1 || !isHead)
        {
            ReadDotted(spoken, Without(digits, ','));
        }
        else if (currency is { } sign && (stops == 0 || digits.Length - digits.IndexOf('.', StringComparison.Ordinal) <= 3))
        {
            ReadMoney(spoken, Without(digits, ','), Currency(sign));
        }
        else
        {
            ReadQuantity(spoken, Without(digits, ','), isOrdinal && stops == 0);
        }
    }

    private static string Year(int year)
    {
        var (hundreds, rest) = (year / 100, year % 100);
        if (hundreds == 0 || (rest < 10 && hundreds % 10 == 0))
        {
            return NumberWords.Cardinal(year);
        }
        return NumberWords.Cardinal(hundreds) + rest switch
        {
            0 => " hundred",
            < 10 => " oh " + NumberWords.Cardinal(rest),
            _ => " " + NumberWords.Cardinal(rest),
        };
    }

    /// <summary>Digits inside a name: "747" is seven forty-seven.</summary>
    private void ReadInside(List<string?> spoken, string digits)
    {
        if (digits.Length == 0)
        {
            return;
        }
        if (digits[0] == '0' || digits.Length > 3)
        {
            Say(spoken, NumberWords.DigitByDigit(digits));
        }
        else if (digits.Length == 3 && !digits.EndsWith("00", StringComparison.Ordinal))
        {
            Say(spoken, NumberWords.Cardinal(digits.AsSpan(0, 1)));
            if (digits[1] == '0')
            {
                spoken.Add(words.Plain("O", Stress.Removed));
            }
            Say(spoken, NumberWords.Cardinal(digits.AsSpan(1)));
        }
        else
        {
            Say(spoken, NumberWords.Cardinal(digits));
        }
    }

    /// <summary>Versions and addresses: "1.2.10", no "point".</summary>
    private void ReadDotted(List<string?> spoken, string digits)
    {
        foreach (var part in digits.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            var isSpelled = part[0] == '0' || (part.Length != 2 && part.AsSpan(1).ContainsAnyExcept('0'));
            Say(spoken, isSpelled ? NumberWords.DigitByDigit(part) : NumberWords.Cardinal(part));
        }
    }

    private void ReadMoney(List<string?> spoken, string digits, (string Whole, string Part) currency)
    {
        var parts = digits.Split('.');
        var hasPart = parts.Length > 1 && parts[1].AsSpan().ContainsAnyExcept('0');
        var hasWhole = !hasPart || parts[0].AsSpan().ContainsAnyExcept('0');
        if (hasWhole)
        {
            SayAmount(spoken, parts[0], currency.Whole);
        }
        if (hasPart)
        {
            spoken.Add(hasWhole ? words.Plain("and") : null);
            SayAmount(spoken, parts[1], currency.Part);
        }
    }

    private void SayAmount(List<string?> spoken, string digits, string unit)
    {
        var amount = NumberWords.Cardinal(digits);
        Say(spoken, amount);
        var isPlural = amount != "one" && unit != "pence";
        spoken.Add(isPlural ? words.Suffixes.AddS(words.Plain(unit)) : words.Plain(unit));
    }

    private void ReadQuantity(List<string?> spoken, string digits, bool isOrdinal)
    {
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? digits : digits[..point];
        if (point != 0)
        {
            Say(spoken, isOrdinal ? NumberWords.Ordinal(whole) : NumberWords.Cardinal(whole));
        }
        var decimals = point < 0 ? "" : point == 0 ? digits[1..] : digits[(point + 1)..].TrimEnd('0');
        if (decimals.Length > 0)
        {
            spoken.Add(words.Plain("point", Stress.Removed));
            Say(spoken, NumberWords.DigitByDigit(decimals));
        }
    }

    private void Say(List<string?> spoken, string text)
    {
        foreach (var word in text.Split([' ', ',', '-'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word != "and")
            {
                spoken.Add(words.Plain(word));
            }
        }
    }

    private static string Without(string digits, char mark) => digits.Replace(mark.ToString(), "", StringComparison.Ordinal);
}
