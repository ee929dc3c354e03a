#!/usr/bin/env bash
# The pictures of docs/*/src/papers/every.md: a dossier of the sample that is closed, handed over and received, and a reminder.
source "$(dirname "$0")/common.sh"

# A command of which only errors are told.
enter() {
    yijuan --quiet "$@" > /dev/null
}

# begun SETTING…: an archive that knows whose it is.
begun() {
    printf '%s\n' "$@" >> "$archive/yijuan.yml"
    enter commit
}

"$program" --lang zh-CN --quiet init "$archive" --sample
begun 'filing: {fonds: Y001}'
enter body add --name 区档案馆
echo 参考标准已在两个街道试用。 > "$scratch/办理结果.txt"
enter material add 2026-003 "$scratch/办理结果.txt" --document 办理结果材料 --title 参考标准试用情况 --date 2026-06-10 \
    --from 区住房城乡建设局
enter remind 经济委员会 --due 2026-06-30
picture every plan:2026 reminder '催办单（经济委员会）2026-06-15'

# Pages are counted of what is there as PDF.
enter render 2026-003 协商工作方案 协商函 调研报告 会议程序 主持词 会议记录 部门提供的材料 协商意见 --to pdf
enter render 2026-003 卷内目录 备考表
picture every 2026-003 dossier-index 卷内目录
picture every 2026-003 dossier-note 备考表
enter dossier seal 2026-003 --to "$scratch/移交" --by 孙范文
enter dossier transfer 2026-003 --to 区档案馆 --by 办公室
picture every 2026-003 transfer-form '移交登记表（区档案馆）2026-06-15'

# The archive of those who take it over.
archive=$scratch/received
"$program" --lang zh-CN --quiet init "$archive" --id papers-received
begun 'institution: 云河区档案馆' 'office: 云河区档案馆'
enter person add --name 孙示例
enter dossier receive "$scratch/移交/2026-003-v1" --by 孙示例
picture every plan:2026 dossier-receipt '接收回执（2026-003-v1）2026-06-15'
