"""Brings the lists up to date: `python resources/gazetteers/update.py`.

Writes the lists of provinces, districts, wards and countries anew and sorts the lists kept by hand, which stay as they
are otherwise. Needs underthesea (its table of administrative units, from the MIT package vietnamadminunits) and Babel
(CLDR's names of countries); neither is asked for anything else. All names are written in NFC, without classifier.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
UNITS = "source: vietnamadminunits 1.0.4, as underthesea's address/data/mapping.json carries it\n# licence: MIT"
CLDR = "source: Unicode CLDR by way of Babel, own additions\n# licence: Unicode License v3 (data), BSD-3-Clause (Babel)"

_CLASSIFIER = re.compile(r"(?:tỉnh|thành phố|thủ đô|quận|huyện|thị xã|thị trấn|phường|xã|đặc khu)\s+", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\(.*?\)")

PROVINCES_TOO = """
TP.HCM TPHCM TP_HCM Tp.HCM HCM Sài_Gòn Thừa_Thiên_-_Huế Thừa_Thiên_Huế TT-Huế TT_Huế Huế Bắc_Cạn Đắc_Lắc
Đăk_Lăk Đắk_Lăk Đắc_Lắk Daklak Đắc_Nông Đăk_Nông Daknong Bà_Rịa_-_Vũng_Tàu Bà_Rịa_Vũng_Tàu BR-VT Kontum Gialai Hà_Tây
Hà_Bắc Hà_Nam_Ninh Nam_Hà Vĩnh_Phú Hải_Hưng Sông_Bé Minh_Hải Cửu_Long Nghệ_Tĩnh Bình_Trị_Thiên Quảng_Nam_-_Đà_Nẵng
Nghĩa_Bình Phú_Khánh Thuận_Hải Hoàng_Liên_Sơn Hà_Sơn_Bình Hà_Tuyên Bắc_Thái"""
"""Other spellings, abbreviations and provinces of before 1997; `_` stands for a blank."""

DISTRICTS_TOO = "Thủ_Đức Từ_Liêm Hà_Đông Sơn_Tây Thanh_Trì Đông_Anh"

COUNTRIES_TOO = """Việt_Nam VN Mỹ Hoa_Kỳ Anh Nga Đức Ý Pháp Bỉ Áo Séc Tiệp Úc Nhật Hàn Trung_Hoa Trung Ấn Thái Lào
Miên Síp Ai_Cập Trung_Quốc TQ Nhật_Bản Hàn_Quốc Triều_Tiên CHDCND_Triều_Tiên Cộng_hòa_Dân_chủ_Nhân_dân_Triều_Tiên
Bắc_Triều_Tiên Nam_Hàn Bắc_Hàn Thái_Lan Cam-pu-chia Campuchia Căm-pu-chia Cambodia Mi-an-ma Myanmar Miến_Điện Xin-ga-po
Xinh-ga-po Singapore Ma-lai-xi-a Malaysia In-đô-nê-xi-a Indonesia Phi-líp-pin Philippines Philippine Bru-nây Brunei
Đông_Timor Timor_Leste Liên_bang_Nga LB_Nga CHLB_Đức Cộng_hòa_Liên_bang_Đức Đông_Đức Tây_Đức Liên_Xô Nam_Tư Tiệp_Khắc
Anh_quốc Vương_quốc_Anh Pháp_quốc Đại_Hàn_Dân_Quốc Hợp_chúng_quốc_Hoa_Kỳ Ô-xtrây-li-a Australia Niu_Di-lân
New_Zealand Ca-na-đa Bra-xin Ác-hen-ti-na Mê-hi-cô Mexico Cu-ba Vê-nê-xu-ê-la Hy_Lạp I-ta-li-a Italia Tây_Ban_Nha
Bồ_Đào_Nha Thụy_Sỹ Thụy_Sĩ Thụy_Điển Na-uy Na_Uy Đan_Mạch Phần_Lan Hà_Lan Ba_Lan U-crai-na Ukraine Ukraina
Bê-la-rút Belarus Bun-ga-ri Ru-ma-ni Rumani Hung-ga-ri Hunggari Xlô-va-ki-a Cộng_hòa_Séc CH_Séc Czech Cộng_hòa_Czech
Thổ_Nhĩ_Kỳ I-ran I-rắc Xy-ri Syria I-xra-en Israel Palestine Pa-le-xtin Ả_Rập_Xê_Út Ả_Rập_Xê-út Ả_Rập_Saudi
Saudi_Arabia Ả-rập_Xê-út A-rập_Xê-út UAE Các_Tiểu_vương_quốc_Ả_Rập_Thống_nhất Cô-oét Ca-ta I-ê-men Yemen
Li-bi Lybia An-giê-ri Tuy-ni-di Ma-rốc Nam_Phi Xu-đăng Ni-giê-ri-a Kê-ni-a Áp-ga-ni-xtan Pa-ki-xtan
Băng-la-đét Xri_Lan-ca Nê-pan Mông_Cổ Ca-dắc-xtan Kazakhstan Hồng_Kông Đài_Loan Vatican Tòa_thánh_Vatican Macedonia
Bờ_Biển_Ngà CHDC_Congo Cộng_hòa_Dân_chủ_Congo Gruzia Georgia Tây_Sahara Litva Lát-vi-a Et-xtô-ni-a Xéc-bi-a
Kosovo Cô-xô-vô Crô-a-ti-a Bosnia Montenegro CHND_Trung_Hoa Cộng_hòa_Nhân_dân_Trung_Hoa CHXHCN_Việt_Nam
Cộng_hòa_xã_hội_chủ_nghĩa_Việt_Nam Việt_Nam_Cộng_hòa Việt_Nam_Dân_chủ_Cộng_hòa CHDCND_Lào Cộng_hòa_Dân_chủ_Nhân_dân_Lào
Scotland Wales Bắc_Ireland England Ai-len Ireland Ai-xơ-len Iceland Eswatini Swaziland Mianma USA"""
"""Countries as newspapers write them, historical ones too."""

NO_COUNTRIES = frozenset({"UN", "EU", "EZ", "XA", "XB", "ZZ", "QO"})

ORDINARY = """
an_bài an_bình an_cư an_lạc an_lễ an_nhân an_ninh an_sinh an_thành an_toàn anh_dũng ban_công bao_la biên_giới
bàn_cờ bình_an bình_dân bình_minh bình_phục bình_tâm bình_yên bảo_an bảo_toàn bằng_hữu chiến_thắng chân_lý
chí_công chính_nghĩa chế_tạo chỉ_đạo chợ_mới cát_tường công_bằng công_lý cầu_lộc cẩm_thạch cẩm_tú cổ_đông
cộng_hòa danh_thắng duy_nhất dân_an dân_chủ dân_lực dân_thành dân_tiến gia_bình gia_hội gia_phong gia_sinh
hiếu_thuận hoàng_kim hành_nhân hòa_bình hòa_lợi hòa_thuận hòa_đồng hưng_thịnh hạnh_phúc hải_đường hội_hợp
hội_xuân hợp_kim hợp_lý hợp_nhất hợp_phong hợp_thành hợp_tiến hợp_tác hợp_đồng hữu_nghị khai_quang kháng_chiến
khánh_thành khởi_nghĩa kim_bài kim_hoa kim_ngân kiến_thiết kế_sách liêm_chính liên_hiệp liên_hợp liên_minh
liên_quan lý_học lý_nhân lương_thiện lương_tâm lộc_phát lực_hành minh_châu nam_thanh nghĩa_dân nghĩa_tâm
nguyên_lý ngọc_bích nhân_chính nhân_cơ nhân_dân nhân_nghĩa nhân_quyền nhân_đạo nông_trường phong_phú phong_thái
phong_thủy pháo_đài phú_quý phú_đa phúc_lộc phúc_lợi phố_mới quang_minh quyết_chiến quyết_thắng quyết_tiến
quyết_tâm quảng_trường sinh_tồn song_phương tam_quan thanh_bình thanh_minh thanh_niên thanh_xuân thiết_kế
thuận_hòa thuận_lợi thành_công thành_trung thành_tâm thái_dương thân_thuộc thường_xuân thảo_nguyên thắng_lợi
thể_dục thịnh_vượng thống_nhất thủ_công tinh_nhuệ tiên_phong tiên_tiến tiến_bộ tiến_hóa toàn_thắng trung_bình
trung_hiếu trung_hòa trung_kiên trung_lập trung_nghĩa trung_thành trung_thực trung_tâm trí_lực trường_an
trường_sinh trường_thọ trị_an tân_lập tân_tiến tây_bắc tây_nam tăng_tiến tự_an tự_cường tự_do tự_lập tự_nhiên
vinh_quang viên_an việt_hưng văn_chương văn_hóa văn_minh vĩnh_cửu vĩnh_viễn xuất_hóa yên_bình yên_tâm yên_tĩnh
đoàn_kết đông_bắc đông_nam đông_phương đông_thành đông_xuân đường_hoa đại_thắng đại_từ đạo_lý đạo_đức đất_mới
định_công định_cư định_thành đồng_bằng đồng_hợp đồng_liên đồng_lương đồng_lợi đồng_nhân đồng_thuận đồng_tiến
đồng_tâm đồng_ý độc_lập"""
"""Names of districts and wards that newspapers also write in lower case, ordinary words that they are; `_`: a blank."""

SHORT_COUNTRIES = "Mỹ Anh Nga Đức Ý Áo Bỉ Úc Nhật Hàn Trung Ấn Thái Lào Miên Pháp Séc Tiệp Síp Chad Mali"
"""Names of countries that are syllables of other words and names as well."""


def main() -> int:
    """Writes every list; the exit code."""
    table = _table()
    provinces, districts, wards = _units(table)
    families = set(_names(HERE / "family_names.txt"))
    provinces |= _words(PROVINCES_TOO)
    districts |= _words(DISTRICTS_TOO)
    _write(
        "provinces.txt", "Provinces and cities under the central government, old (63) and new (34)", UNITS, provinces
    )
    _write_split("districts", "Districts, towns and provincial cities (until 30 June 2025)", UNITS, districts, families)
    _write_split("wards", "Wards, communes and townships, old and new", UNITS, wards - districts - provinces, families)
    countries = _countries() | _words(COUNTRIES_TOO)
    _write_split("countries", "Countries and territories in Vietnamese", CLDR, countries, ())
    for path in sorted(HERE.glob("*.txt")):
        header = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
        path.write_text("\n".join([*header, *sorted(set(_names(path)))]) + "\n", encoding="utf-8")
    return 0


def _table() -> dict[str, Any]:
    spec = find_spec("underthesea")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("underthesea")
    table: dict[str, Any] = json.loads((Path(spec.origin).parent / "address/data/mapping.json").read_bytes())
    return table


def _units(table: dict[str, Any]) -> tuple[set[str], set[str], set[str]]:
    """Give the bare names of all provinces, districts and wards of the table, numbers left out."""
    rows = table["ward_mapping"]
    listed = [*table["province_names"].values(), *table["old_province_names"].values()]
    provinces = {unit["short"] for unit in listed}
    districts = {row["old_district"] for row in rows}
    wards = {row[key] for row in rows for key in ("old_ward", "new_ward")}
    return {_clean(name) for name in provinces}, set(_bare(districts)), set(_bare(wards))


def _bare(names: Iterable[str | None]) -> Iterator[str]:
    for name in names:
        bare = _CLASSIFIER.sub("", _clean(name or ""), count=1)
        if bare and not any(map(str.isdigit, bare)):
            yield bare


def _countries() -> set[str]:
    from babel import Locale

    territories = Locale("vi").territories
    names = (name for code, name in territories.items() if len(code) == 2 and code not in NO_COUNTRIES)
    return {bare for name in names if "," not in (bare := _BRACKETS.sub("", _clean(name)))}


def _write_split(stem: str, title: str, source: str, names: set[str], families: Iterable[str]) -> None:
    """Write the clear names to one list and those to a second that may well be something else."""
    unclear = (
        _words(SHORT_COUNTRIES) if stem == "countries" else {name for name in names if _is_ambiguous(name, families)}
    )
    _write(f"{stem}.txt", title, source, names - unclear)
    _write(f"{stem}_ambiguous.txt", f"{title}: those that are often something else", source, unclear)


def _is_ambiguous(name: str, families: Iterable[str]) -> bool:
    """Tell whether a name is one short syllable, an ordinary word, or looks like a person's."""
    syllables = name.split()
    if len(syllables) == 1:
        return len(name) <= 6
    return name.lower() in _words(ORDINARY) or (len(syllables) > 2 and syllables[0] in families)


def _words(text: str) -> set[str]:
    return {_clean(word.replace("_", " ")) for word in text.split()}


def _clean(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).replace("’", "'").split())


def _names(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_clean(line) for line in lines if line.strip() and not line.startswith("#")]


def _write(file: str, title: str, source: str, names: Iterable[str]) -> None:
    (HERE / file).write_text("\n".join([f"# {title}", f"# {source}", *sorted(names)]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
